// @ts-check
/** A plucked string by Karplus and Strong's method, in tune to a fraction of a cent. */

import { generator } from './random.js';
import { addPartial, bringTo, frequencyOf, silence, smoothEnds } from './waves.js';

/** @typedef {import('./waves.js').Stereo} Stereo */

// Where the finger plucks, as a share of the string.
const PLUCKED = 0.19;
// How much of the last sample the loop mixes in: more is darker.
const DAMPING = 0.32;

/**
 * A note.
 *
 * @param {number} pitch MIDI
 * @param {number} rate samples a second
 * @returns {Stereo}
 */
export function pluck(pitch, rate) {
  const random = generator(1000 + pitch);
  const wave = silence(Math.min(4, 2.6 * 2 ** ((60 - pitch) / 24) + 0.6), rate);
  const period = rate / frequencyOf(pitch);
  for (const side of [wave.left, wave.right]) string(side, rate, period, finger(period, random));
  toMiddle(wave, 0.6);
  bringTo(wave, rate, { level: 0.13, seconds: 0.3 });
  addBody(wave, rate);
  smoothEnds(wave, rate, { rise: 0.001, fall: 0.2 });
  return wave;
}

/** One period of soft noise, as a fingertip leaves it at a place of the string. */
function finger(/** @type {number} */ period, /** @type {() => number} */ random) {
  const length = Math.ceil(period) + 1;
  const noise = Array.from({ length }, () => 2 * random() - 1);
  const softness = Math.min(0.86, 0.35 + period / 500);
  for (let pass = 0; pass < 2; pass += 1) {
    let last = noise[length - 1];
    for (let at = 0; at < length; at += 1) {
      last = softness * last + (1 - softness) * noise[at];
      noise[at] = last;
    }
  }
  const back = Math.max(1, Math.round(PLUCKED * length));
  const shape = noise.map((value, at) => value - noise[(at - back + length) % length]);
  const mean = shape.reduce((sum, value) => sum + value, 0) / length;
  return shape.map((value) => value - mean);
}

/** The string: a delay of one period that loses its highs, tuned by an all-pass filter. */
function string(
  /** @type {Float32Array} */ wave, /** @type {number} */ rate, /** @type {number} */ period,
  /** @type {number[]} */ excitation,
) {
  const turn = (2 * Math.PI) / period;
  const lost = Math.atan2(DAMPING * Math.sin(turn), 1 - DAMPING + DAMPING * Math.cos(turn)) / turn;
  const whole = Math.floor(period - lost - 0.3);
  const rest = period - lost - whole;
  const tuning = Math.sin(((1 - rest) * turn) / 2) / Math.sin(((1 + rest) * turn) / 2);
  const kept = keeping(rate, period, turn);
  const line = new Float64Array(whole);
  let [place, last, into, out] = [0, 0, 0, 0];
  for (let at = 0; at < wave.length; at += 1) {
    const now = line[place] + (at < excitation.length ? excitation[at] : 0);
    const damped = kept * ((1 - DAMPING) * now + DAMPING * last);
    out = tuning * (damped - out) + into;
    into = damped;
    last = now;
    line[place] = out;
    place = (place + 1) % whole;
    wave[at] = now;
  }
}

/** The share that a period keeps, so that the fundamental dies away in a time by its pitch. */
function keeping(/** @type {number} */ rate, /** @type {number} */ period, /** @type {number} */ turn) {
  const decay = 1.1 * (period / rate / 0.00382) ** 0.6;
  const own = Math.hypot(1 - DAMPING + DAMPING * Math.cos(turn), DAMPING * Math.sin(turn));
  return Math.min(1, Math.exp(-period / rate / decay) / own);
}

/** Bring both sides nearer to each other: 0 leaves them, 1 makes them one. */
function toMiddle(/** @type {Stereo} */ { left, right }, /** @type {number} */ share) {
  for (let at = 0; at < left.length; at += 1) {
    const middle = (left[at] + right[at]) / 2;
    left[at] += share * (middle - left[at]);
    right[at] += share * (middle - right[at]);
  }
}

/** The knock of the box. */
function addBody(/** @type {Stereo} */ { left, right }, /** @type {number} */ rate) {
  for (const [frequency, level, decay] of [[104, 0.05, 0.05], [212, 0.035, 0.035]]) {
    addPartial(left, rate, { frequency, level, decay });
    addPartial(right, rate, { frequency: frequency * 1.02, level, decay });
  }
}
