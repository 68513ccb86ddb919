// @ts-check
/**
 * The keys that a person plays: to the voices that hear them, and to the ear.
 *
 *   const hands = new Hands({sound, performance, settings, voices, beatAt});
 *   hands.down(pitch, velocity, time), hands.up(pitch, time)      time: audio seconds
 *   hands.noteOn(voice, pitch, velocity), hands.noteOff(voice, note)     what a mode plays instead
 *
 * @typedef {import('./voice.js').MeloVoice} MeloVoice
 */
import { KEYS } from './schema.js';

export class Hands {
  #parts;
  /** Keys that are down: {velocity, onset, time}. @type {Map<number, any>} */
  #down = new Map();

  /** @param {{sound: any, performance: import('./performance.js').Performance, settings: any,
   *   voices: () => MeloVoice[], beatAt: (seconds: number) => number}} parts */
  constructor(parts) {
    this.#parts = parts;
  }

  down(/** @type {number} */ pitch, /** @type {number} */ velocity, /** @type {number} */ time) {
    const { voices, beatAt, sound } = this.#parts;
    const onset = beatAt(time);
    for (const voice of voices()) voice.mode.press({ pitch, velocity, onset });
    if (voices().some((voice) => voice.mode.replaces)) return;
    this.#down.set(pitch, { velocity, onset, time });
    sound.noteOn(KEYS, this.#instrument(), pitch, velocity);
  }

  up(/** @type {number} */ pitch, /** @type {number} */ time) {
    const { voices, beatAt, sound, performance } = this.#parts;
    const beat = beatAt(time);
    for (const voice of voices()) voice.mode.release(pitch, beat);
    const key = this.#down.get(pitch);
    if (!key) return;
    this.#down.delete(pitch);
    sound.noteOff(KEYS, this.#instrument(), pitch);
    performance.record({ ...key, voice: KEYS, pitch, duration: beat - key.onset });
  }

  noteOn(/** @type {MeloVoice} */ voice, /** @type {number} */ pitch, /** @type {number} */ velocity) {
    const state = this.#stateOf(voice);
    if (state && !state.muted) this.#parts.performance.noteOn(state, pitch, velocity);
  }

  noteOff(/** @type {MeloVoice} */ voice, /** @type {import('./key-tracker.js').HeardNote} */ note) {
    const { performance } = this.#parts;
    const state = this.#stateOf(voice);
    if (!state) return;
    performance.noteOff(state, note.pitch);
    voice.add(note);
    if (!state.muted) performance.record({ ...note, voice: voice.name, time: performance.timeOf(note.onset) });
  }

  /** Keys sound like the first voice that hears them, or like the first one. */
  #instrument() {
    const { voices } = this.#parts.settings.state;
    return (voices.find((/** @type {any} */ voice) => voice.mode !== 'generate') ?? voices[0])?.instrument ?? 'piano';
  }

  #stateOf(/** @type {MeloVoice} */ { name }) {
    return this.#parts.settings.state.voices.find((/** @type {any} */ voice) => voice.name === name);
  }
}
