/** Computed waves as audio buffers: ahead of time by a worker, at once where one is missing. */

import { instrumentOf, rootOf, usualRoots } from './instruments.js';

const MOST = 80;

export class Samples {
  #rate;
  #buffers = new Map();
  #asked = new Set();
  #worker;

  /**
   * @param {number} rate samples a second
   * @param {Worker | null} worker sample-worker.js, or null to compute all at once
   */
  constructor(rate, worker = null) {
    this.#rate = rate;
    this.#worker = worker;
    worker?.addEventListener('message', ({ data }) => this.#keep(data.name, data.root, data.wave));
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
    if (!this.#buffers.has(key)) this.#keep(name, root, instrument.wave(root, this.#rate));
    const buffer = this.#buffers.get(key);
    this.#buffers.delete(key);
    this.#buffers.set(key, buffer); // the last one used goes last
    return { buffer, shift: pitch - root };
  }

  #keep(name, root, wave) {
    const key = `${name} ${root}`;
    this.#asked.delete(key);
    if (this.#buffers.has(key)) return;
    this.#buffers.set(key, audioBuffer(wave, this.#rate));
    if (this.#buffers.size > MOST) this.#buffers.delete(this.#buffers.keys().next().value);
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
