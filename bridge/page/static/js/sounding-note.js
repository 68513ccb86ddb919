// @ts-check
/** One note that sounds: a buffer through a filter that darkens soft ones, and an envelope. */

import { loudness } from './synthesis/touch.js';
import Tone from './tone.js';

// A note that has to make room, or is silenced, is gone after this many seconds.
const QUICK = 0.03;
// Time constants in a fall by 60 dB.
const FALL = 6.9;

export class SoundingNote {
  #source;
  #filter;
  #gain;
  #instrument;
  #ended = () => {};
  /** Audio seconds, as far as they are known. */
  began = Infinity;
  ends = Infinity;

  /**
   * @param {import('./instruments.js').Instrument} instrument
   * @param {{buffer: AudioBuffer, shift: number}} sample
   * @param {{pitch: number, velocity: number}} note
   */
  constructor(instrument, { buffer, shift }, { pitch, velocity }) {
    this.#instrument = instrument;
    this.level = instrument.level * loudness(velocity);
    const context = Tone.getContext();
    this.#source = context.createBufferSource();
    this.#source.buffer = buffer;
    this.#source.loop = instrument.loops;
    this.#source.playbackRate.value = 2 ** (shift / 12);
    this.#filter = context.createBiquadFilter();
    this.#filter.frequency.value = instrument.brightness(pitch, velocity);
    this.#filter.Q.value = 0;
    this.#gain = context.createGain();
    this.#gain.gain.value = 0;
    this.#source.connect(this.#filter).connect(this.#gain);
    this.#source.onended = () => this.#dispose();
  }

  /**
   * Where it sounds, and whom to tell when it doesn't any more.
   *
   * @param {any} channel
   * @param {() => void} ended
   */
  connect(channel, ended) {
    Tone.connect(this.#gain, channel);
    this.#ended = ended;
  }

  /**
   * Begin.
   *
   * @param {number} time audio seconds
   */
  start(time) {
    this.began = time;
    this.#source.start(time);
    const { attack } = this.#instrument;
    this.#gain.gain.setValueAtTime(attack > 0 ? 0 : this.level, time);
    if (attack > 0) this.#gain.gain.linearRampToValueAtTime(this.level, time + attack);
  }

  /**
   * Let go; what rings goes on to its own end.
   *
   * @param {number} time audio seconds
   */
  release(time) {
    if (!this.#instrument.rings) this.#fade(time, this.#instrument.release);
  }

  /**
   * Be gone at a time, but without a click; what would begin later doesn't.
   *
   * @param {number} time audio seconds
   */
  cut(time) {
    if (time < this.ends) this.#fade(time, QUICK);
  }

  /** Whether it sounds at a time, as far as is known. */
  sounds(/** @type {number} */ time) {
    return this.began <= time && time < this.ends;
  }

  #fade(/** @type {number} */ time, /** @type {number} */ seconds) {
    const { gain } = this.#gain;
    gain.cancelAndHoldAtTime(time);
    gain.setTargetAtTime(0, time, seconds / FALL);
    this.ends = Math.max(time + 1.3 * seconds, this.began);
    this.#source.stop(this.ends);
  }

  #dispose() {
    for (const node of [this.#source, this.#filter, this.#gain]) node.disconnect();
    this.#ended();
  }
}
