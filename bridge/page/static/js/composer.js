// @ts-check
/**
 * Has the voices composed ahead, one request after the other: always the voice that is the least
 * far. So what voices hear of each other, and with it every note, depends on the settings only and
 * not on the time.
 *
 *   const composer = new Composer({settings, voices: () => [...], tell});
 *   composer.restart(name, beat)    this voice begins anew there, with its seed
 *   await composer.fill(limit)      until each voice is at limit(voice), or can't be for now
 *   composer.isSilent               whether the server doesn't answer
 *
 * tell(type, detail): 'change' {voice} for new notes, 'error' {text, voice}, 'state' {} for silence
 * and its end. What the server refuses is rolled back in the settings.
 */
import { MeloError, NoAnswer } from './errors.js';
import { NEAR_BEATS } from './notes.js';
import { keysOf } from './voice-keys.js';

const QUIET_MS = 500;
/** Of a knob that is being turned the voices take notice so often, and have time to compose. */
const TURN_MS = 100;

/** @typedef {import('./voice.js').MeloVoice} MeloVoice */

export class Composer {
  #settings;
  #voices;
  #tell;
  /** @type {(voice: MeloVoice) => number} */
  #limit = () => 0;
  #work = Promise.resolve();
  #isWorking = false;
  /** @type {Map<string, number>} */
  #restarts = new Map();
  /** Voices that the server refuses, with the settings that it refuses. */
  #refused = /** @type {Map<string, object>} */ (new Map());
  #quietUntil = 0;
  #turned = 0;
  isSilent = false;

  /** @param {{settings: import('./settings.js').Settings, voices: () => MeloVoice[],
   *   tell: (type: string, detail: object) => void}} parts */
  constructor({ settings, voices, tell }) {
    this.#settings = settings;
    this.#voices = voices;
    this.#tell = tell;
  }

  restart(/** @type {string} */ name, /** @type {number} */ beat) {
    this.#restarts.set(name, beat);
  }

  /** @returns {Promise<void>} */
  fill(/** @type {(voice: MeloVoice) => number} */ limit) {
    this.#limit = limit;
    if (!this.#isWorking) this.#work = this.#run();
    return this.#work;
  }

  async #run() {
    this.#isWorking = true;
    try {
      for (let voice = this.#next(); voice; voice = this.#next()) await this.#advance(voice);
    } finally {
      this.#isWorking = false;
    }
  }

  /** The voice that is the least far, if one is to be composed now. */
  #next() {
    if (Date.now() < this.#quietUntil) return null;
    this.#applyTurns();
    const { state } = this.#settings;
    const wanting = this.#voices().filter((voice) => {
      if (this.#refused.get(voice.name) === state) return false;
      return this.#restarts.has(voice.name) || this.#isWanting(voice);
    });
    const place = (/** @type {MeloVoice} */ voice) => this.#restarts.get(voice.name) ?? voice.end;
    return wanting.reduce(
      (least, voice) => (least && place(least) <= place(voice) ? least : voice),
      /** @type {MeloVoice|null} */ (null),
    );
  }

  #applyTurns() {
    if (Date.now() - this.#turned < TURN_MS) return;
    this.#turned = Date.now();
    for (const voice of this.#voices()) voice.applyTurns();
  }

  #isWanting(/** @type {MeloVoice} */ voice) {
    return voice.end < this.#limit(voice) - NEAR_BEATS;
  }

  async #advance(/** @type {MeloVoice} */ voice) {
    const { state } = this.#settings;
    try {
      const start = this.#restarts.get(voice.name);
      if (start !== undefined) await this.#begin(voice, start);
      if (!this.#isWanting(voice) || !(await voice.compose(keysOf(state, voice.name)))) return;
      this.#settings.accept(voice.name, state);
      this.#setSilent(false);
      this.#tell('change', { voice: voice.name });
    } catch (error) {
      this.#failed(voice, state, error);
    }
  }

  async #begin(/** @type {MeloVoice} */ voice, /** @type {number} */ beat) {
    await voice.reset(beat);
    if (this.#restarts.get(voice.name) === beat) this.#restarts.delete(voice.name);
  }

  #failed(/** @type {MeloVoice} */ voice, /** @type {object} */ state, /** @type {unknown} */ error) {
    if (error instanceof NoAnswer) {
      this.#quietUntil = Date.now() + QUIET_MS;
      if (!this.isSilent) this.#tell('error', { text: error.message, voice: voice.name });
      this.#setSilent(true);
    } else if (error instanceof MeloError) {
      this.#refused.set(voice.name, state);
      this.#tell('error', { text: error.message, voice: voice.name });
      this.#settings.rollBack(voice.name);
    } else {
      throw error;
    }
  }

  #setSilent(/** @type {boolean} */ isSilent) {
    if (isSilent === this.isSilent) return;
    this.isSilent = isSilent;
    this.#tell('state', {});
  }
}
