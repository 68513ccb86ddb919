// @ts-check
/** All that the page lets sound, on one audio clock. What makes sound is loaded with the first click. */

import { INSTRUMENTS } from './instruments.js';

export { INSTRUMENTS };

const RENDERED_RATE = 44100;

export class Sound {
  /** @type {import('./ensemble.js').Ensemble | null} */
  #ensemble = null;
  /** @type {Map<string, number>} */
  #volumes = new Map();

  /** Make sound possible. To be called in a click or a key press, as browsers ask for one. */
  async unlock() {
    const { Ensemble } = await import('./ensemble.js');
    if (this.#ensemble === null) {
      this.#ensemble = Ensemble.live();
      for (const [voice, volume] of this.#volumes) this.#ensemble.setVolume(voice, volume);
      for (const instrument of INSTRUMENTS) this.#ensemble.prepare(instrument);
    }
    await this.#ensemble.resume();
  }

  /** Whether `unlock` is done: before that nothing sounds. */
  get unlocked() {
    return this.#ensemble !== null;
  }

  /** Audio seconds; 0 before `unlock`. */
  now() {
    return this.#ensemble?.now() ?? 0;
  }

  /** Seconds from the audio clock to the loudspeaker, as far as the browser knows. */
  get latency() {
    return this.#ensemble?.latency ?? 0;
  }

  /**
   * Compute the usual pitches of an instrument before they are asked for.
   *
   * @param {string} instrument
   */
  prepare(instrument) {
    this.#ensemble?.prepare(instrument);
  }

  /**
   * Let a note sound.
   *
   * @param {string} voice
   * @param {string} instrument one of INSTRUMENTS
   * @param {{pitch: number, velocity: number, seconds: number, time: number}} event velocity: 0 to
   *     1; seconds: its length; time: audio seconds; a time that has passed is now
   */
  play(voice, instrument, event) {
    this.#ensemble?.play(voice, instrument, event);
  }

  /**
   * A key goes down.
   *
   * @param {string} voice
   * @param {string} instrument
   * @param {number} pitch
   * @param {number} velocity 0 to 1
   */
  noteOn(voice, instrument, pitch, velocity) {
    this.#ensemble?.noteOn(voice, instrument, pitch, velocity);
  }

  /**
   * A key goes up.
   *
   * @param {string} voice
   * @param {string} _instrument
   * @param {number} pitch
   */
  noteOff(voice, _instrument, pitch) {
    this.#ensemble?.noteOff(voice, pitch);
  }

  /**
   * End all notes, also those to come.
   *
   * @param {string} [voice] of one voice only
   */
  silence(voice) {
    this.#ensemble?.silence(voice);
  }

  /**
   * @param {string} voice
   * @param {number} volume 0 to 1; 0.8 is as the instrument is
   */
  setVolume(voice, volume) {
    this.#volumes.set(voice, volume);
    this.#ensemble?.setVolume(voice, volume);
  }

  /**
   * Notes as they would sound, faster than time.
   *
   * @param {{pitch: number, velocity: number, seconds: number, time: number}[]} events
   * @param {string} instrument
   * @param {number} seconds
   * @returns {Promise<AudioBuffer>}
   */
  async render(events, instrument, seconds) {
    const { Ensemble } = await import('./ensemble.js');
    const score = (/** @type {import('./ensemble.js').Ensemble} */ ensemble) => {
      for (const event of events) ensemble.play('alone', instrument, event);
    };
    return Ensemble.offline(score, seconds, RENDERED_RATE);
  }
}
