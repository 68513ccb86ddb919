// @ts-check
/** A gentle room: its answer to a click, for a convolver. */

import { generator } from './random.js';
import { bringTo, silence, smoothEnds } from './waves.js';

/** @typedef {import('./waves.js').Stereo} Stereo */

const SECONDS = 2.2;
// Until the first wall answers, and until all is one: seconds.
const BEFORE = 0.011;
const DENSE = 0.05;
// Time in which the room dies away by 60 dB: lows, and highs.
const LOW = 1.9;
const HIGH = 0.7;
const FIRST_WALLS = [0, 0.0043, 0.0079, 0.0131, 0.0176, 0.0247, 0.0312];

/**
 * The room's answer, with an energy of 1.
 *
 * @param {number} rate samples a second
 * @returns {Stereo}
 */
export function room(rate) {
  const random = generator(7);
  const wave = silence(SECONDS, rate);
  for (const side of [wave.left, wave.right]) {
    addTail(side, rate, random);
    addWalls(side, rate, random);
  }
  bringTo(wave, rate, { level: 1 / Math.sqrt(SECONDS * rate), seconds: SECONDS });
  smoothEnds(wave, rate, { rise: 0.002, fall: 0.4 });
  return wave;
}

/** Noise that darkens while it dies: two bands, split by one pole, each with its own time. */
function addTail(
  /** @type {Float32Array} */ wave, /** @type {number} */ rate, /** @type {() => number} */ random,
) {
  const pole = Math.exp((-2 * Math.PI * 2200) / rate);
  let low = 0;
  for (let at = 0; at < wave.length; at += 1) {
    const seconds = at / rate - BEFORE;
    const noise = 2 * random() - 1;
    low = pole * low + (1 - pole) * noise;
    if (seconds < 0) continue;
    const grown = Math.min(1, seconds / DENSE);
    const fall = (/** @type {number} */ time) => Math.exp((-6.9 * seconds) / time);
    wave[at] += grown * (2.4 * low * fall(LOW) + 0.5 * (noise - low) * fall(HIGH));
  }
}

/** The first answers, each a little later and softer, and elsewhere on each side. */
function addWalls(
  /** @type {Float32Array} */ wave, /** @type {number} */ rate, /** @type {() => number} */ random,
) {
  for (const [number, delay] of FIRST_WALLS.entries()) {
    const at = Math.round((BEFORE + delay + 0.0022 * random()) * rate);
    const level = (1.6 * 0.8 ** number) * (random() < 0.5 ? -1 : 1);
    for (let spread = 0; spread < 14; spread += 1) wave[at + spread] += level * 0.16 * 0.82 ** spread;
  }
}
