// @ts-check
/** What a velocity does to a note. */

import { frequencyOf } from './waves.js';

const BRIGHTEST = 15000;

/** How loud a velocity is, from 0 to 1: gentle below, so that accents speak. */
export function loudness(/** @type {number} */ velocity) {
  return Math.min(1, Math.max(0, velocity)) ** 1.6;
}

/** The frequency of a filter that lets so many harmonics of a pitch through. */
export function opening(/** @type {number} */ pitch, /** @type {number} */ harmonics) {
  return Math.min(BRIGHTEST, 250 + frequencyOf(pitch) * harmonics);
}
