/** A small kit, played with brushes. */

import { HAT, KICK, PEDAL, RIDE, STICK, SWEEP, TAP } from './drums.js';
import { addNoise } from './noises.js';
import { generator } from './random.js';
import { addPartial, frequencyOf, silence, smoothEnds } from './waves.js';

/** @typedef {import('./waves.js').Stereo} Stereo */

const DRUMS = new Map([
  [35, kick],
  [KICK, kick],
  [STICK, stick],
  [TAP, tap],
  [39, tap],
  [SWEEP, sweep],
  [HAT, hat],
  [PEDAL, pedal],
  [46, ride],
  [49, ride],
  [RIDE, ride],
  [53, ride],
]);

/**
 * A stroke; what isn't in the kit is a tom of that pitch.
 *
 * @param {number} pitch MIDI
 * @param {number} rate samples a second
 * @returns {Stereo}
 */
export function kit(pitch, rate) {
  const random = generator(4000 + pitch);
  const wave = silence(1.4, rate);
  (DRUMS.get(pitch) ?? tom)(wave, rate, random, pitch);
  smoothEnds(wave, rate, { rise: 0.0008, fall: 0.2 });
  return wave;
}

/** A soft beater on a slack skin, whose pitch falls. */
function kick({ left, right }, rate, random) {
  for (const wave of [left, right]) addDrum(wave, rate, { from: 105, to: 52, level: 0.36, decay: 0.12 });
  bothSides({ left, right }, rate, random, { frequency: 320, width: 1.4, level: 0.2, rise: 0.001, decay: 0.012 });
}

/** Across the rim. */
function stick({ left, right }, rate, random) {
  for (const wave of [left, right]) {
    addPartial(wave, rate, { frequency: 810, level: 0.1, decay: 0.016 });
    addPartial(wave, rate, { frequency: 1720, level: 0.08, decay: 0.012 });
  }
  bothSides({ left, right }, rate, random, { frequency: 2600, width: 0.9, level: 0.12, rise: 0.0005, decay: 0.01 });
}

/** A tap of the brush on the snare drum. */
function tap({ left, right }, rate, random) {
  for (const wave of [left, right]) addDrum(wave, rate, { from: 235, to: 182, level: 0.11, decay: 0.05 });
  bothSides({ left, right }, rate, random, { frequency: 3400, width: 1.5, level: 0.2, rise: 0.002, decay: 0.07 });
  bothSides({ left, right }, rate, random, { frequency: 1300, width: 1, level: 0.1, rise: 0.001, decay: 0.04 });
}

/** A sweep of the brush across the skin. */
function sweep({ left, right }, rate, random) {
  bothSides({ left, right }, rate, random, { frequency: 2900, width: 1.6, level: 0.15, rise: 0.07, decay: 0.1 });
}

/** A closed hi-hat. */
function hat({ left, right }, rate, random) {
  bothSides({ left, right }, rate, random, { frequency: 9500, width: 0.7, level: 0.2, rise: 0.0005, decay: 0.028 });
  bothSides({ left, right }, rate, random, { frequency: 6100, width: 0.35, level: 0.07, rise: 0.0005, decay: 0.02 });
}

/** A hi-hat closed by its pedal. */
function pedal({ left, right }, rate, random) {
  bothSides({ left, right }, rate, random, { frequency: 5200, width: 0.8, level: 0.14, rise: 0.004, decay: 0.025 });
}

/** A cymbal that goes on. */
function ride({ left, right }, rate, random) {
  bothSides({ left, right }, rate, random, { frequency: 8200, width: 0.8, level: 0.09, rise: 0.001, decay: 0.22 });
  for (const [frequency, level] of [[3170, 0.016], [4390, 0.014], [5430, 0.012], [6890, 0.01]]) {
    addPartial(left, rate, { frequency, level, decay: 0.3 });
    addPartial(right, rate, { frequency: frequency * 1.003, level, decay: 0.3 });
  }
}

/** A tom of a pitch. */
function tom({ left, right }, rate, random, pitch) {
  const to = frequencyOf(pitch);
  for (const wave of [left, right]) addDrum(wave, rate, { from: 1.25 * to, to, level: 0.3, decay: 0.16 });
  bothSides({ left, right }, rate, random, { frequency: 1800, width: 1.4, level: 0.08, rise: 0.001, decay: 0.02 });
}

/** A skin: a sine whose frequency falls to where it stays. */
function addDrum(wave, rate, { from, to, level, decay }) {
  let turned = 0;
  for (let at = 0; at < wave.length; at += 1) {
    const seconds = at / rate;
    turned += to + (from - to) * Math.exp(-seconds / 0.028);
    wave[at] += level * Math.exp(-seconds / decay) * Math.sin((2 * Math.PI * turned) / rate);
  }
}

/** Noise, another on each side. */
function bothSides({ left, right }, rate, random, band) {
  addNoise(left, rate, random, band);
  addNoise(right, rate, random, band);
}
