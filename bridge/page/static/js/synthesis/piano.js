// @ts-check
/** A piano: stiff strings, two of them a note, a felt hammer and a soundboard. */

import { generator } from './random.js';
import { addNoise } from './noises.js';
import { opening } from './touch.js';
import { addPartial, bringTo, frequencyOf, silence, smoothEnds } from './waves.js';

/** @typedef {import('./waves.js').Stereo} Stereo */

const MOST_PARTIALS = 36;
const HIGHEST = 11000;
// Where the hammer strikes, as a share of the string.
const STRIKE = 1 / 7.6;
// Strings of a note are never quite in tune: cents.
const APART = 0.7;

/**
 * A note struck hard; soft ones are the same through a darker filter.
 *
 * @param {number} pitch MIDI
 * @param {number} rate samples a second
 * @returns {Stereo}
 */
export function piano(pitch, rate) {
  const random = generator(pitch);
  const wave = silence(Math.min(7, Math.max(1.5, 4.5 * 2 ** ((60 - pitch) / 24))), rate);
  for (const partial of partials(pitch, rate)) addStrings(wave, rate, partial, random);
  bringTo(wave, rate, { level: 0.16, seconds: 0.4 });
  addHammer(wave, rate, pitch, random);
  smoothEnds(wave, rate, { rise: 0.0015 + 0.0015 * 2 ** ((60 - pitch) / 12), fall: 0.3 });
  return wave;
}

/**
 * The frequency of a filter that makes a note soft or hard.
 *
 * @param {number} pitch
 * @param {number} velocity 0 to 1
 */
export function pianoBrightness(pitch, velocity) {
  return opening(pitch, 0.8 + 18 * velocity ** 3);
}

/**
 * The partials of a stiff string, stretched by its inharmonicity; the first is exactly in tune.
 * Stiffness by pitch: a fit to grand pianos (Rauhala and Valimaki 2006).
 */
function* partials(/** @type {number} */ pitch, /** @type {number} */ rate) {
  const stiffness = Math.exp(0.0926 * pitch - 13.64) + Math.exp(-0.0847 * pitch - 5.82);
  const lowest = frequencyOf(pitch) / Math.sqrt(1 + stiffness);
  const longest = 2.9 * 2 ** ((60 - pitch) / 24);
  for (let number = 1; number <= MOST_PARTIALS; number += 1) {
    const frequency = number * lowest * Math.sqrt(1 + stiffness * number * number);
    if (frequency > Math.min(HIGHEST, 0.45 * rate)) return;
    // A hammer can't move a partial that has a node where it strikes; felt is too soft for highs.
    const struck = 0.2 + 0.8 * Math.abs(Math.sin(Math.PI * number * STRIKE));
    const felt = 1 / (1 + (frequency / 1800) ** 1.6);
    const decay = longest / (1 + 0.16 * (number - 1) + (frequency / 3600) ** 2);
    yield { frequency, level: (struck * felt) / number ** 0.35, decay };
  }
}

/** The strings first go together and die fast, then apart, and die slowly: a piano sings. */
function addStrings(
  /** @type {Stereo} */ { left, right }, /** @type {number} */ rate,
  /** @type {{frequency: number, level: number, decay: number}} */ { frequency, level, decay },
  /** @type {() => number} */ random,
) {
  const away = 2 ** (APART / 1200);
  const aside = 0.3 * (random() - 0.5);
  const phase = 0.4 * (random() - 0.5);
  const sides = [
    { wave: left, share: 1 + aside, detuned: frequency * away },
    { wave: right, share: 1 - aside, detuned: frequency / away },
  ];
  for (const { wave, share, detuned } of sides) {
    addPartial(wave, rate, { frequency, level: 0.78 * level * share, phase, decay: 0.32 * decay });
    addPartial(wave, rate, { frequency: detuned, level: 0.3 * level, phase, decay });
  }
}

/** The knock of the hammer on the strings, and of the key on its bed. */
function addHammer(
  /** @type {Stereo} */ { left, right }, /** @type {number} */ rate, /** @type {number} */ pitch,
  /** @type {() => number} */ random,
) {
  const knock = { frequency: 900 + 12 * pitch, width: 1.6, level: 0.05, rise: 0.001, decay: 0.012 };
  const bed = { frequency: 110, width: 1, level: 0.2, rise: 0.003, decay: 0.035 };
  for (const wave of [left, right]) {
    addNoise(wave, rate, random, knock);
    addNoise(wave, rate, random, bed);
  }
}
