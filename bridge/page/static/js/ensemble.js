// @ts-check
/** The notes that sound in one audio context: at exact times, and never more than a laptop bears. */

import { instrumentOf } from './instruments.js';
import { Mixer } from './mixer.js';
import { Samples } from './samples.js';
import { SoundingNote } from './sounding-note.js';
import Tone from './tone.js';

// The most notes that sound at once: of a voice, and of all. The oldest make room.
const MOST_OF_A_VOICE = 8;
const MOST = 48;

/** @typedef {{voice: string, note: SoundingNote}} Sounding */

export class Ensemble {
  #context;
  #mixer;
  #samples;
  /** @type {Set<Sounding>} in the order in which they began */
  #sounding = new Set();
  /** @type {Map<string, Sounding>} keys that are held, by voice and pitch */
  #held = new Map();

  /**
   * @param {any} context Tone's current one
   * @param {Worker | null} worker what computes waves beside, as in Samples
   */
  constructor(context, worker) {
    this.#context = context;
    this.#mixer = new Mixer(context.sampleRate);
    this.#samples = new Samples(context.sampleRate, worker);
  }

  /**
   * The ensemble that is heard, with a worker of its own.
   *
   * @returns {Ensemble}
   */
  static live() {
    const context = Tone.getContext();
    const address = new URL('./sample-worker.js', import.meta.url);
    return new Ensemble(context, new Worker(address, { type: 'module' }));
  }

  /**
   * What another ensemble would play, faster than time.
   *
   * @param {(ensemble: Ensemble) => void} score asks it for notes
   * @param {number} seconds
   * @param {number} rate samples a second
   * @returns {Promise<AudioBuffer>}
   */
  static async offline(score, seconds, rate) {
    const play = (/** @type {any} */ context) => score(new Ensemble(context, null));
    return (await Tone.Offline(play, seconds, 2, rate)).get();
  }

  /** Let the context run; browsers ask for a click or a key press. */
  async resume() {
    await this.#context.resume();
  }

  now() {
    return this.#context.currentTime;
  }

  get latency() {
    return this.#context.rawContext.outputLatency ?? 0;
  }

  /** @param {string} instrument */
  prepare(instrument) {
    this.#samples.prepare(instrument);
  }

  /**
   * @param {string} voice
   * @param {number} volume
   */
  setVolume(voice, volume) {
    this.#mixer.setVolume(voice, volume);
  }

  /**
   * @param {string} voice
   * @param {string} instrument
   * @param {{pitch: number, velocity: number, seconds: number, time: number}} event
   */
  play(voice, instrument, { pitch, velocity, seconds, time }) {
    const start = Math.max(time, this.now());
    this.#start(voice, instrument, { pitch, velocity, start }).note.release(start + seconds);
  }

  /**
   * @param {string} voice
   * @param {string} instrument
   * @param {number} pitch
   * @param {number} velocity
   */
  noteOn(voice, instrument, pitch, velocity) {
    this.noteOff(voice, pitch);
    const one = this.#start(voice, instrument, { pitch, velocity, start: this.now() });
    this.#held.set(`${voice} ${pitch}`, one);
  }

  /**
   * @param {string} voice
   * @param {number} pitch
   */
  noteOff(voice, pitch) {
    this.#held.get(`${voice} ${pitch}`)?.note.release(this.now());
    this.#held.delete(`${voice} ${pitch}`);
  }

  /** @param {string} [voice] one of them, else all */
  silence(voice) {
    for (const { voice: other, note } of this.#sounding) {
      if (voice === undefined || other === voice) note.cut(this.now());
    }
  }

  /** @returns {Sounding} */
  #start(
    /** @type {string} */ voice, /** @type {string} */ name,
    /** @type {{pitch: number, velocity: number, start: number}} */ { pitch, velocity, start },
  ) {
    this.prepare(name);
    this.#makeRoom(voice, start);
    const sample = this.#samples.get(name, pitch);
    const note = new SoundingNote(instrumentOf(name), sample, { pitch, velocity });
    const one = { voice, note };
    note.connect(this.#mixer.channel(voice, name), () => this.#sounding.delete(one));
    note.start(start);
    this.#sounding.add(one);
    return one;
  }

  /** Let the oldest notes go that would be too many at a time. */
  #makeRoom(/** @type {string} */ voice, /** @type {number} */ time) {
    const sounding = [...this.#sounding].filter(({ note }) => note.sounds(time));
    const own = sounding.filter((one) => one.voice === voice);
    if (own.length >= MOST_OF_A_VOICE) own[0].note.cut(time);
    else if (sounding.length >= MOST) sounding[0].note.cut(time);
  }
}
