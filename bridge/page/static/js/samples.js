// @ts-check
/** Computed waves as audio buffers: ahead of time by a worker, at once where one is missing. */

import { instrumentOf, rootOf, usualRoots } from './instruments.js';

const MOST = 80;

export class Samples {
  #rate;
  /** @type {Map<string, AudioBuffer>} in the order in which they were used */
  #buffers = new Map();
  /** @type {Set<string>} */
  #asked = new Set();
  #worker;

  /**
   * @param {number} rate samples a second
   * @param {Worker | null} worker sample-worker.js, or null to compute all at once
   */
  constructor(rate, worker = null) {
    this.#rate = rate;
    this.#worker = worker;
    worker?.addEventListener('message', ({ data: { name, root, wave } }) => {
      const key = `${name} ${root}`;
      this.#asked.delete(key);
      if (!this.#buffers.has(key)) this.#keep(key, audioBuffer(wave, rate));
    });
  }

  /**
   * Have the usual pitches of an instrument ready soon.
   *
   * @param {string} name
   */
  prepare(name) {
    if (this.#worker === null) return;
    for (const root of usualRoots(instrumentOf(name))) {
      const key = `${name} ${root}`;
      if (this.#asked.has(key) || this.#buffers.has(key)) continue;
      this.#asked.add(key);
      this.#worker.postMessage({ name, root, rate: this.#rate });
    }
  }

  /**
   * The buffer for a pitch, and by how many semitones it has to be shifted.
   *
   * @param {string} name
   * @param {number} pitch
   * @returns {{buffer: AudioBuffer, shift: number}}
   */
  get(name, pitch) {
    const instrument = instrumentOf(name);
    const root = rootOf(instrument, pitch);
    const key = `${name} ${root}`;
    const buffer = this.#buffers.get(key) ?? audioBuffer(instrument.wave(root, this.#rate), this.#rate);
    this.#keep(key, buffer);
    return { buffer, shift: pitch - root };
  }

  /** The last one used goes last; the first one may go. */
  #keep(/** @type {string} */ key, /** @type {AudioBuffer} */ buffer) {
    this.#buffers.delete(key);
    this.#buffers.set(key, buffer);
    const [oldest] = this.#buffers.keys();
    if (this.#buffers.size > MOST) this.#buffers.delete(oldest);
  }
}

/**
 * @param {import('./synthesis/waves.js').Stereo} wave
 * @param {number} rate
 */
export function audioBuffer({ left, right }, rate) {
  const buffer = new AudioBuffer({ numberOfChannels: 2, length: left.length, sampleRate: rate });
  buffer.copyToChannel(left, 0);
  buffer.copyToChannel(right, 1);
  return buffer;
}
