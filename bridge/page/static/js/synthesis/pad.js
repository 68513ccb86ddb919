// @ts-check
/**
 * A warm pad that goes on for ever: many players at once, each a little out of tune.
 *
 * Each harmonic is a line in a bell of frequencies with random phases (after PADsynth, Nasca 2003);
 * the transform of that is a loop without a seam.
 */

import { inverseTransform } from './fourier.js';
import { generator } from './random.js';
import { bringTo, frequencyOf } from './waves.js';

/** @typedef {import('./waves.js').Stereo} Stereo */
/** @typedef {{real: Float64Array, imaginary: Float64Array}} Spectrum */

const LENGTH = 2 ** 17;
const MOST_HARMONICS = 40;
const HIGHEST = 6500;
// How far apart the players are, as a standard deviation in cents, and how much they are heard beside
// the steady tone.
const SPREAD = 8;
const UNSTEADY = 0.4;

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
  const lowest = Math.round((frequencyOf(pitch) / rate) * LENGTH);
  for (let number = 1; number <= MOST_HARMONICS; number += 1) {
    const frequency = (number * lowest * rate) / LENGTH;
    if (frequency > HIGHEST) break;
    const level = (number % 2 ? 1 : 0.75) / number ** 1.25 / (1 + (frequency / 1800) ** 2);
    addBell({ real, imaginary }, number * lowest, level, random);
  }
  inverseTransform(real, imaginary);
  const wave = { left: Float32Array.from(real), right: Float32Array.from(imaginary) };
  bringTo(wave, rate, { level: 0.11, seconds: LENGTH / rate });
  return wave;
}

/** A steady line, alike on both sides, so that the tone never fades, in a bell of random ones. */
function addBell(
  /** @type {Spectrum} */ spectrum, /** @type {number} */ centre, /** @type {number} */ level,
  /** @type {() => number} */ random,
) {
  addTone(spectrum, centre, level, 2 * Math.PI * random());
  const width = Math.max(0.8, centre * (2 ** (SPREAD / 1200) - 1));
  const reach = Math.ceil(3.5 * width);
  const height = (UNSTEADY * level) / Math.sqrt(width);
  for (let bin = Math.max(1, centre - reach); bin <= centre + reach; bin += 1) {
    addPlayers(spectrum, bin, height * Math.exp(-0.5 * ((bin - centre) / width) ** 2), random);
  }
}

/** The same sine in the real and in the imaginary part of the transform: those are left and right. */
function addTone(
  /** @type {Spectrum} */ { real, imaginary }, /** @type {number} */ bin, /** @type {number} */ level,
  /** @type {number} */ phase,
) {
  for (const [place, sine] of [[bin, Math.sin(phase)], [LENGTH - bin, -Math.sin(phase)]]) {
    real[place] += (level / 2) * (Math.cos(phase) - sine);
    imaginary[place] += (level / 2) * (Math.cos(phase) + sine);
  }
}

/** Two sines of random size, one in each part. */
function addPlayers(
  /** @type {Spectrum} */ { real, imaginary }, /** @type {number} */ bin, /** @type {number} */ level,
  /** @type {() => number} */ random,
) {
  for (const place of [bin, LENGTH - bin]) {
    const phase = 2 * Math.PI * random();
    real[place] += (level / 2) * Math.cos(phase);
    imaginary[place] += (level / 2) * Math.sin(phase);
  }
}
