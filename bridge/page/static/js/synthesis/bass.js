// @ts-check
/** A round bass: a thick string under a fingertip. */

import { addNoise } from './noises.js';
import { generator } from './random.js';
import { addPartial, bringTo, frequencyOf, silence, smoothEnds } from './waves.js';

/** @typedef {import('./waves.js').Stereo} Stereo */

const PARTIALS = 14;

/**
 * A note.
 *
 * @param {number} pitch MIDI
 * @param {number} rate samples a second
 * @returns {Stereo}
 */
export function bass(pitch, rate) {
  const random = generator(3000 + pitch);
  const wave = silence(3.5, rate);
  const lowest = frequencyOf(pitch);
  for (let number = 1; number <= PARTIALS; number += 1) {
    const frequency = lowest * number;
    const level = Math.abs(Math.sin(Math.PI * number * 0.27)) / number ** 0.8 / (1 + (frequency / 700) ** 2);
    const decay = 1.5 / (1 + 0.55 * (number - 1));
    addPartial(wave.left, rate, { frequency, level, decay });
    addPartial(wave.right, rate, { frequency, level, phase: 0.05 * number, decay });
  }
  bringTo(wave, rate, { level: 0.2, seconds: 0.4 });
  const fingertip = { frequency: 420, width: 1.2, level: 0.05, rise: 0.002, decay: 0.018 };
  for (const side of [wave.left, wave.right]) addNoise(side, rate, random, fingertip);
  smoothEnds(wave, rate, { rise: 0.006, fall: 0.3 });
  return wave;
}
