// @ts-check
/** A small kit, played with brushes. */

import { HAT, KICK, PEDAL, RIDE, STICK, SWEEP, TAP } from './drums.js';
import { addNoise } from './noises.js';
import { generator } from './random.js';
import { addPartial, frequencyOf, silence, smoothEnds } from './waves.js';

/** @typedef {import('./waves.js').Stereo} Stereo */
/** @typedef {import('./noises.js').Band} Band */
/** @typedef {{from: number, to: number, level: number, decay: number}} Skin its pitch falls, in Hz */
/** @typedef {{frequency: number, level: number, decay: number}} Bar a piece of metal or wood */
/** @typedef {{skin?: Skin, bars?: Bar[], noise: Band[]}} Drum */

const SECONDS = 1.4;
// Time in which the pitch of a skin falls to 1/e, and by how much one side's metal is higher: that
// is what makes it wide.
const FALL = 0.028;
const WIDE = 1.003;

/** @type {Drum} */
const RINGING = {
  bars: [
    { frequency: 3170, level: 0.016, decay: 0.3 },
    { frequency: 4390, level: 0.014, decay: 0.3 },
    { frequency: 5430, level: 0.012, decay: 0.3 },
    { frequency: 6890, level: 0.01, decay: 0.3 },
  ],
  noise: [{ frequency: 8200, width: 0.8, level: 0.09, rise: 0.001, decay: 0.22 }],
};
/** @type {Drum} */
const BEATER = {
  skin: { from: 105, to: 52, level: 0.36, decay: 0.12 },
  noise: [{ frequency: 320, width: 1.4, level: 0.2, rise: 0.001, decay: 0.012 }],
};
/** @type {Drum} */
const BRUSH = {
  skin: { from: 235, to: 182, level: 0.11, decay: 0.05 },
  noise: [
    { frequency: 3400, width: 1.5, level: 0.2, rise: 0.002, decay: 0.07 },
    { frequency: 1300, width: 1, level: 0.1, rise: 0.001, decay: 0.04 },
  ],
};
/** By pitch; some of General MIDI's drums are played on what is there. @type {Record<number, Drum>} */
const DRUMS = {
  35: BEATER,
  [KICK]: BEATER,
  [STICK]: {
    bars: [
      { frequency: 810, level: 0.1, decay: 0.016 },
      { frequency: 1720, level: 0.08, decay: 0.012 },
    ],
    noise: [{ frequency: 2600, width: 0.9, level: 0.12, rise: 0.0005, decay: 0.01 }],
  },
  [TAP]: BRUSH,
  39: BRUSH,
  [SWEEP]: { noise: [{ frequency: 2900, width: 1.6, level: 0.15, rise: 0.07, decay: 0.1 }] },
  [HAT]: {
    noise: [
      { frequency: 9500, width: 0.7, level: 0.2, rise: 0.0005, decay: 0.028 },
      { frequency: 6100, width: 0.35, level: 0.07, rise: 0.0005, decay: 0.02 },
    ],
  },
  [PEDAL]: { noise: [{ frequency: 5200, width: 0.8, level: 0.14, rise: 0.004, decay: 0.025 }] },
  46: RINGING,
  49: RINGING,
  [RIDE]: RINGING,
  53: RINGING,
};

/**
 * A stroke; what isn't in the kit is a tom of that pitch.
 *
 * @param {number} pitch MIDI
 * @param {number} rate samples a second
 * @returns {Stereo}
 */
export function kit(pitch, rate) {
  const { skin, bars = [], noise } = DRUMS[pitch] ?? tom(pitch);
  const random = generator(4000 + pitch);
  const wave = silence(SECONDS, rate);
  for (const [side, higher] of /** @type {const} */ ([[wave.left, 1], [wave.right, WIDE]])) {
    if (skin) addSkin(side, rate, skin);
    for (const bar of bars) addPartial(side, rate, { ...bar, frequency: higher * bar.frequency });
    for (const band of noise) addNoise(side, rate, random, band);
  }
  smoothEnds(wave, rate, { rise: 0.0008, fall: 0.2 });
  return wave;
}

/** @returns {Drum} */
function tom(/** @type {number} */ pitch) {
  const to = frequencyOf(pitch);
  return {
    skin: { from: 1.25 * to, to, level: 0.3, decay: 0.16 },
    noise: [{ frequency: 1800, width: 1.4, level: 0.08, rise: 0.001, decay: 0.02 }],
  };
}

function addSkin(
  /** @type {Float32Array} */ wave, /** @type {number} */ rate,
  /** @type {Skin} */ { from, to, level, decay },
) {
  let turned = 0;
  for (let at = 0; at < wave.length; at += 1) {
    const seconds = at / rate;
    turned += to + (from - to) * Math.exp(-seconds / FALL);
    wave[at] += level * Math.exp(-seconds / decay) * Math.sin((2 * Math.PI * turned) / rate);
  }
}
