// @ts-check
/** The instruments: what each is made of, and how it answers to pitch, velocity and length. */

import { bass } from './synthesis/bass.js';
import { kit } from './synthesis/kit.js';
import { pad } from './synthesis/pad.js';
import { piano, pianoBrightness } from './synthesis/piano.js';
import { pluck } from './synthesis/pluck.js';
import { opening } from './synthesis/touch.js';

/** @typedef {import('./synthesis/waves.js').Stereo} Stereo */

/**
 * @typedef {object} Instrument
 * @property {(pitch: number, rate: number) => Stereo} wave a note at full velocity
 * @property {number} step semitones from one computed pitch to the next; those between are shifted
 * @property {[number, number]} range pitches that are usual, to be ready before they are asked for
 * @property {boolean} loops whether the wave goes on for ever
 * @property {boolean} rings whether a note rings out, however short it is
 * @property {number} attack seconds until it is there, beyond the attack of the wave itself
 * @property {number} release seconds in which a damped note falls by 60 dB
 * @property {(pitch: number, velocity: number) => number} brightness highest frequency, in Hz
 * @property {number} level gain at full velocity
 * @property {number} room share that goes into the room
 */

/** Names, as settings have them. */
export const INSTRUMENTS = ['piano', 'pluck', 'pad', 'bass', 'kit'];

/** @type {Record<string, Instrument>} */
const TABLE = {
  piano: {
    wave: piano,
    step: 3,
    range: [48, 84],
    loops: false,
    rings: false,
    attack: 0,
    release: 0.35,
    brightness: pianoBrightness,
    level: 1,
    room: 0.3,
  },
  pluck: {
    wave: pluck,
    step: 3,
    range: [48, 84],
    loops: false,
    rings: false,
    attack: 0,
    release: 0.6,
    brightness: (pitch, velocity) => opening(pitch, 2 + 18 * velocity ** 2),
    level: 1,
    room: 0.35,
  },
  pad: {
    wave: pad,
    step: 4,
    range: [48, 72],
    loops: true,
    rings: false,
    attack: 0.14,
    release: 1.1,
    brightness: (pitch, velocity) => opening(pitch, 1.5 + 7 * velocity ** 1.5),
    level: 1.3,
    room: 0.5,
  },
  bass: {
    wave: bass,
    step: 3,
    range: [28, 52],
    loops: false,
    rings: false,
    attack: 0,
    release: 0.28,
    brightness: (pitch, velocity) => opening(pitch, -2 + 22 * velocity ** 2),
    level: 1.2,
    room: 0.08,
  },
  kit: {
    wave: kit,
    step: 1,
    range: [36, 44],
    loops: false,
    rings: true,
    attack: 0,
    release: 0.3,
    brightness: (_, velocity) => 3500 + 13000 * velocity,
    level: 2.8,
    room: 0.16,
  },
};

/**
 * An instrument by name; an unknown one is a piano.
 *
 * @param {string} name
 * @returns {Instrument}
 */
export function instrumentOf(name) {
  return TABLE[name] ?? TABLE.piano;
}

/**
 * The computed pitch that is nearest.
 *
 * @param {Instrument} instrument
 * @param {number} pitch
 */
export function rootOf({ step }, pitch) {
  return Math.round(pitch / step) * step;
}

/**
 * The pitches to compute before they are asked for, the middle of the range first.
 *
 * @param {Instrument} instrument
 * @returns {number[]}
 */
export function usualRoots(instrument) {
  const [low, high] = instrument.range;
  const roots = new Set();
  for (let pitch = low; pitch <= high; pitch += 1) roots.add(rootOf(instrument, pitch));
  const away = (/** @type {number} */ root) => Math.abs(root - (low + high) / 2);
  return [...roots].sort((one, other) => away(one) - away(other));
}
