// @ts-check
/**
 * The mode `pitch`: keeps the rhythm of the keys, and replaces each pitch at once. See modes.js.
 *
 * A proposal of the server is composed anew with each key, and told again as heard with the length
 * that its key was held: so the server knows the person's rhythm, and its own pitches.
 *
 * @typedef {import('./key-tracker.js').Key} Key
 * @typedef {import('./key-tracker.js').HeardNote} HeardNote
 * @typedef {import('./voice.js').MeloVoice} MeloVoice
 */
import { KeyTracker } from './key-tracker.js';

/** Heard notes that the server remembers: the first of them is where its line begins. */
const KEPT_HEARD = 64;

export class PitchOnly {
  replaces = true;
  #voice;
  #stage;
  #keys = new KeyTracker();
  /** Onsets of the notes that the server knows. @type {number[]} */
  #onsets = [];
  /** What sounds for a key that is down. @type {Map<number, Key>} */
  #sounding = new Map();
  /** The pitch that was chosen for a key last. @type {Map<number, number>} */
  #chosen = new Map();

  constructor(/** @type {MeloVoice} */ voice, /** @type {import('./modes.js').Stage} */ stage) {
    this.#voice = voice;
    this.#stage = stage;
    voice.flush();
    voice.leap();
  }

  get until() {
    return Infinity;
  }

  start(/** @type {number} */ _beat) {
    [this.#keys, this.#onsets] = [new KeyTracker(), []];
    this.#voice.leap();
  }

  /** Nothing ends: keys are answered while the song stands still, too. */
  stop(/** @type {number} */ _beat) {}

  limit(/** @type {number} */ _until) {
    return -Infinity;
  }

  advance(/** @type {number} */ _beat, /** @type {number} */ _ahead) {}

  async press(/** @type {Key} */ key) {
    this.#hear(this.#keys.press(key));
    const place = this.#onsets[0] ?? key.onset;
    const pitch = (await this.#voice.propose(this.#stage.keys(this.#voice), place)) ?? key.pitch;
    this.#letGo(key.pitch, key.onset);
    this.#chosen.set(key.pitch, pitch);
    this.#sounding.set(key.pitch, { ...key, pitch });
    this.#stage.noteOn(this.#voice, pitch, key.velocity);
    if (!this.#keys.held.has(key.pitch)) this.#letGo(key.pitch, this.#keys.since);
  }

  release(/** @type {number} */ pitch, /** @type {number} */ beat) {
    this.#hear(this.#keys.release(pitch, beat));
    this.#letGo(pitch, beat);
  }

  /** End what sounds for a key. */
  #letGo(/** @type {number} */ pitch, /** @type {number} */ beat) {
    const tone = this.#sounding.get(pitch);
    this.#sounding.delete(pitch);
    if (tone) this.#stage.noteOff(this.#voice, { ...tone, duration: Math.max(beat - tone.onset, 0) });
  }

  #hear(/** @type {HeardNote[]} */ notes) {
    for (const { pitch, velocity, duration, onset } of notes) {
      const chosen = this.#chosen.get(pitch);
      if (chosen === undefined) continue;
      this.#voice.heard(chosen, velocity, duration, onset);
      this.#onsets = [...this.#onsets, onset].slice(-KEPT_HEARD);
    }
  }
}
