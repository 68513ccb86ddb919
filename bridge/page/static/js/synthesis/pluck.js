// @ts-check
/** A plucked string by Karplus and Strong's method, in tune to a fraction of a cent. */

import { generator } from './random.js';
import { addPartial, bringTo, frequencyOf, silence, smoothEnds } from './waves.js';

/** @typedef {import('./waves.js').Stereo} Stereo */

const SEED = 1000;
// Where the string is plucked, as a share of it: heard from the left and from the right.
const LEFT = 0.19;
const RIGHT = 0.235;
const HARMONICS = 60;
// How much weaker higher harmonics are, as a power of their number: a fingertip, no plectrum.
const SOFTNESS = 0.75;
// How much of the last sample the loop mixes in at middle C, whose period is so many samples: more is
// darker. Short strings lose their highs more often in a second.
const DAMPING = 0.3;
const MIDDLE_PERIOD = 168;

/**
 * A note.
 *
 * @param {number} pitch MIDI
 * @param {number} rate samples a second
 * @returns {Stereo}
 */
export function pluck(pitch, rate) {
  const wave = silence(Math.min(4, 2.6 * 2 ** ((60 - pitch) / 24) + 0.6), rate);
  const period = rate / frequencyOf(pitch);
  string(wave.left, rate, period, finger(period, LEFT));
  string(wave.right, rate, period, finger(period, RIGHT));
  bringTo(wave, rate, { level: 0.13, seconds: 0.3 });
  addBody(wave, rate);
  smoothEnds(wave, rate, { rise: 0.001, fall: 0.2 });
  return wave;
}

/**
 * One period of the string as a fingertip leaves it, heard from a place: harmonics by that place, with
 * random phases. All pitches have the same ones, so that a line is even.
 */
function finger(/** @type {number} */ period, /** @type {number} */ place) {
  const random = generator(SEED);
  const shape = new Float64Array(Math.ceil(period));
  for (let number = 1; number <= HARMONICS && number < 0.45 * period; number += 1) {
    const level = Math.abs(Math.sin(Math.PI * number * place)) / number ** SOFTNESS;
    const phase = 2 * Math.PI * random();
    const turn = (2 * Math.PI * number) / period;
    for (let at = 0; at < shape.length; at += 1) shape[at] += level * Math.sin(turn * at + phase);
  }
  return shape;
}

/** The string: a delay of one period that loses its highs, tuned by an all-pass filter. */
function string(
  /** @type {Float32Array} */ wave, /** @type {number} */ rate, /** @type {number} */ period,
  /** @type {Float64Array} */ excitation,
) {
  const turn = (2 * Math.PI) / period;
  const damping = DAMPING * Math.min(1.2, Math.sqrt(period / MIDDLE_PERIOD));
  const [through, across] = [1 - damping + damping * Math.cos(turn), damping * Math.sin(turn)];
  const lost = Math.atan2(across, through) / turn;
  const whole = Math.floor(period - lost - 0.3);
  const rest = period - lost - whole;
  const tuning = Math.sin(((1 - rest) * turn) / 2) / Math.sin(((1 + rest) * turn) / 2);
  const kept = Math.min(1, periodKept(rate, period) / Math.hypot(through, across));
  const line = new Float64Array(whole);
  let [place, last, into, out] = [0, 0, 0, 0];
  for (let at = 0; at < wave.length; at += 1) {
    const now = line[place] + (at < excitation.length ? excitation[at] : 0);
    const damped = kept * ((1 - damping) * now + damping * last);
    out = tuning * (damped - out) + into;
    into = damped;
    last = now;
    line[place] = out;
    place = (place + 1) % whole;
    wave[at] = now;
  }
}

/** The share that a period keeps, so that the fundamental dies away in a time by its pitch. */
function periodKept(/** @type {number} */ rate, /** @type {number} */ period) {
  const decay = 1.1 * (period / rate / 0.00382) ** 0.6;
  return Math.exp(-period / rate / decay);
}

/** The knock of the box. */
function addBody(/** @type {Stereo} */ { left, right }, /** @type {number} */ rate) {
  for (const [frequency, level, decay] of [[104, 0.05, 0.05], [212, 0.035, 0.035]]) {
    addPartial(left, rate, { frequency, level, decay });
    addPartial(right, rate, { frequency: frequency * 1.02, level, decay });
  }
}
