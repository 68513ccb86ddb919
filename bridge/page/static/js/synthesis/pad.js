/**
 * A warm pad that goes on for ever: many players at once, each a little out of tune.
 *
 * Each harmonic is a bell of frequencies with random phases (the PADsynth method of Nasca 2003); the
 * transform of that is a loop without a seam.
 */

import { inverseTransform } from './fourier.js';
import { generator } from './random.js';
import { bringTo, frequencyOf } from './waves.js';

/** @typedef {import('./waves.js').Stereo} Stereo */

const LENGTH = 2 ** 17;
const HIGHEST = 6500;
// How far apart the players are, as a standard deviation in cents.
const SPREAD = 9;

/**
 * The loop of a pitch.
 *
 * @param {number} pitch MIDI
 * @param {number} rate samples a second
 * @returns {Stereo}
 */
export function pad(pitch, rate) {
  const random = generator(2000 + pitch);
  const real = new Float64Array(LENGTH);
  const imaginary = new Float64Array(LENGTH);
  const lowest = frequencyOf(pitch);
  for (let number = 1; number * lowest < Math.min(HIGHEST, 0.4 * rate); number += 1) {
    const frequency = number * lowest;
    const level = (number % 2 ? 1 : 0.7) / number ** 1.5 / (1 + (frequency / 2600) ** 2);
    addBell(real, imaginary, { middle: frequency / rate, level, random });
  }
  // Both frequencies of a bin are random of their own: the real and the imaginary part of the
  // transform are two different choirs, for left and right.
  inverseTransform(real, imaginary);
  const wave = { left: Float32Array.from(real), right: Float32Array.from(imaginary) };
  bringTo(wave, rate, { level: 0.11, seconds: LENGTH / rate });
  return wave;
}

/** A bell of frequencies around a middle (in cycles a sample). */
function addBell(real, imaginary, { middle, level, random }) {
  const centre = middle * LENGTH;
  const width = Math.max(0.6, centre * (2 ** (SPREAD / 1200) - 1));
  const reach = Math.ceil(3.5 * width);
  const height = level / Math.sqrt(width);
  for (let bin = Math.max(1, Math.round(centre) - reach); bin <= centre + reach; bin += 1) {
    const here = height * Math.exp(-0.5 * ((bin - centre) / width) ** 2);
    for (const place of [bin, LENGTH - bin]) {
      const phase = 2 * Math.PI * random();
      real[place] += here * Math.cos(phase);
      imaginary[place] += here * Math.sin(phase);
    }
  }
}
