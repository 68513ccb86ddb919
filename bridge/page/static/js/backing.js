// @ts-check
/**
 * The accompaniment of a bar, as notes: chords that move as little as they can, a bass on roots and
 * fifths, and brushes. Pure.
 *
 *   const backing = backingIn(meters);   // those of the protocol, each with its parts
 *   backing(bar, chord, meter, tempo, which, before) -> events
 *
 * Onsets and durations are in quarter notes from the beginning of the bar.
 *
 * @typedef {{root: number, pitch_classes: number[]}} Chord pitch classes, 0 is C
 * @typedef {{meter: string, start: number, length: number, place: number}} Part of a bar: a piece of a
 *     bar of another meter from `place` on
 * @typedef {{chords: boolean, bass: boolean, kit: boolean}} Which
 * @typedef {{part: 'pad'|'bass'|'kit', pitch: number, velocity: number, onset: number,
 *     duration: number}} BackingEvent
 */

import { beatsABar } from './bars.js';
import { HAT, KICK, PEDAL, SWEEP, TAP } from './synthesis/drums.js';

/** Where chords lie when none came before: below most melodies. */
export const HOME = [52, 55, 60];
const LOWEST_CHORD = 48;
const HIGHEST_CHORD = 69;
const MOST_TONES = 4;
// The lowest root of the bass, A1: what a small loudspeaker still gives.
const LOWEST_ROOT = 33;
const LOWEST_BASS = 28;

/**
 * What is played in a bar of a meter. bass: onset, degree, duration, velocity; kit: onset, drum,
 * velocity. `odd` comes on top in every other bar, `fill` in every fourth, `light` where the tempo
 * leaves room.
 *
 * @typedef {[number, 'root'|'fifth'|'octave', number, number]} BassNote
 * @typedef {[number, number, number]} Stroke
 * @typedef {{bass: BassNote[], odd: BassNote[], kit: Stroke[], light: Stroke[], fill: Stroke[]}} Pattern
 * @type {Record<string, Pattern>}
 */
const PATTERNS = {
  '4/4': {
    bass: [[0, 'root', 1.8, 0.62], [2, 'fifth', 1.3, 0.5]],
    odd: [[3.5, 'root', 0.45, 0.4]],
    kit: [
      [0, KICK, 0.6], [0, SWEEP, 0.32], [1, TAP, 0.42],
      [2, KICK, 0.48], [2, SWEEP, 0.28], [3, TAP, 0.46],
    ],
    light: [[0.5, HAT, 0.26], [1.5, HAT, 0.32], [2.5, HAT, 0.26], [3.5, HAT, 0.34]],
    fill: [[3.5, TAP, 0.3], [3.75, TAP, 0.22]],
  },
  '2/2': {
    bass: [[0, 'root', 1.9, 0.62], [2, 'fifth', 1.8, 0.52]],
    odd: [],
    kit: [[0, KICK, 0.58], [1, PEDAL, 0.36], [2, TAP, 0.44], [3, PEDAL, 0.36]],
    light: [[0, SWEEP, 0.28], [2, SWEEP, 0.26]],
    fill: [[3, TAP, 0.28], [3.5, TAP, 0.24]],
  },
  '3/4': {
    bass: [[0, 'root', 1.9, 0.62]],
    odd: [[2, 'fifth', 0.9, 0.44]],
    kit: [[0, KICK, 0.56], [1, TAP, 0.34], [2, TAP, 0.38]],
    light: [[0, SWEEP, 0.3], [1.5, HAT, 0.22], [2.5, HAT, 0.26]],
    fill: [[2.5, TAP, 0.26]],
  },
  '2/4': {
    bass: [[0, 'root', 0.9, 0.6], [1, 'fifth', 0.85, 0.5]],
    odd: [],
    kit: [[0, KICK, 0.56], [1, TAP, 0.42]],
    light: [[0.5, HAT, 0.28], [1.5, HAT, 0.32]],
    fill: [[1.5, TAP, 0.28], [1.75, TAP, 0.22]],
  },
  '6/8': {
    bass: [[0, 'root', 1.4, 0.62], [1.5, 'fifth', 1.2, 0.5]],
    odd: [[2.5, 'root', 0.45, 0.38]],
    kit: [[0, KICK, 0.56], [0, HAT, 0.34], [1.5, TAP, 0.4], [1.5, HAT, 0.32]],
    light: [[0.5, HAT, 0.18], [1, HAT, 0.25], [2, HAT, 0.18], [2.5, HAT, 0.27]],
    fill: [[2.5, TAP, 0.28]],
  },
  '9/8': {
    bass: [[0, 'root', 1.4, 0.62], [1.5, 'fifth', 1.3, 0.5], [3, 'octave', 1.2, 0.46]],
    odd: [],
    kit: [[0, KICK, 0.56], [0, HAT, 0.34], [1.5, TAP, 0.38], [1.5, HAT, 0.3], [3, TAP, 0.4], [3, HAT, 0.3]],
    light: [[1, HAT, 0.25], [2.5, HAT, 0.25], [4, HAT, 0.27]],
    fill: [[4, TAP, 0.28]],
  },
};
// Quarter notes a minute from which on small notes would only rush.
const BUSY_TEMPO = 160;
const CHORD_VELOCITY = 0.42;

/**
 * The accompaniment in any of some meters: one without a pattern of its own plays those of its parts.
 *
 * @param {Array<{name: string, parts: Part[]}>} meters
 */
export function backingIn(meters) {
  const made = Object.fromEntries(meters.map(({ name, parts }) => [name, patternOf(parts)]));
  const patterns = { ...made, ...PATTERNS };
  return (
    /** @type {number} */ bar, /** @type {Chord|null} */ chord, /** @type {string} */ meter,
    /** @type {number} */ tempo, /** @type {Which} */ which, /** @type {number[]|undefined} */ before,
  ) => barEvents(patterns[meter], bar, chord, beatsABar(meter), tempo, which, before);
}

/**
 * The patterns of parts one after the other; what closes a bar is played in the last one.
 *
 * @param {Part[]} parts
 * @returns {Pattern}
 */
function patternOf(parts) {
  const last = parts.slice(-1);
  return {
    bass: parts.flatMap((part) => bassIn(part, 'bass')),
    odd: last.flatMap((part) => bassIn(part, 'odd')),
    kit: parts.flatMap((part) => strokesIn(part, 'kit')),
    light: parts.flatMap((part) => strokesIn(part, 'light')),
    fill: last.flatMap((part) => strokesIn(part, 'fill')),
  };
}

/** @returns {BassNote[]} */
function bassIn(/** @type {Part} */ part, /** @type {'bass'|'odd'} */ kind) {
  const end = part.place + part.length;
  return PATTERNS[part.meter][kind]
    .filter(([onset]) => onset >= part.place && onset < end)
    .map(([onset, degree, duration, velocity]) => (
      [onset - part.place + part.start, degree, Math.min(duration, end - onset), velocity]
    ));
}

/** @returns {Stroke[]} */
function strokesIn(/** @type {Part} */ part, /** @type {'kit'|'light'|'fill'} */ kind) {
  return PATTERNS[part.meter][kind]
    .filter(([onset]) => onset >= part.place && onset < part.place + part.length)
    .map(([onset, drum, velocity]) => [onset - part.place + part.start, drum, velocity]);
}

/**
 * The notes of a bar.
 *
 * @param {Pattern} pattern
 * @param {number} bar its number from 0
 * @param {Chord|null} chord null: there is none, and nothing but the kit plays
 * @param {number} beats length of the bar
 * @param {number} tempo quarter notes a minute
 * @param {Which} which
 * @param {number[]} before the pitches of the chord before
 * @returns {BackingEvent[]}
 */
function barEvents(pattern, bar, chord, beats, tempo, which, before = HOME) {
  return [
    ...(which.chords && chord ? chordEvents(bar, chord, beats, before) : []),
    ...(which.bass && chord ? bassEvents(bar, chord, pattern) : []),
    ...(which.kit ? kitEvents(bar, pattern, tempo) : []),
  ];
}

/** @returns {BackingEvent[]} */
function chordEvents(
  /** @type {number} */ bar, /** @type {Chord} */ chord, /** @type {number} */ beats,
  /** @type {number[]} */ before,
) {
  const velocity = swell(CHORD_VELOCITY, bar);
  return voicing(chord, before).map((pitch) => (
    { part: 'pad', pitch, velocity, onset: 0, duration: beats }
  ));
}

/** @returns {BackingEvent[]} */
function bassEvents(
  /** @type {number} */ bar, /** @type {Chord} */ chord, /** @type {Pattern} */ pattern,
) {
  const pitches = bassPitches(chord);
  return [...pattern.bass, ...(bar % 2 ? pattern.odd : [])].map(([onset, degree, duration, velocity]) => (
    { part: 'bass', pitch: pitches[degree], velocity: swell(velocity, bar), onset, duration }
  ));
}

/** @returns {BackingEvent[]} */
function kitEvents(
  /** @type {number} */ bar, /** @type {Pattern} */ pattern, /** @type {number} */ tempo,
) {
  const strokes = [
    ...pattern.kit,
    ...(tempo < BUSY_TEMPO ? pattern.light : []),
    ...(bar % 4 === 3 ? pattern.fill : []),
  ];
  return strokes.map(([onset, pitch, velocity]) => (
    { part: 'kit', pitch, velocity: swell(velocity, bar), onset, duration: 0.25 }
  ));
}

/**
 * The pitches of a chord, so that they move as little as they can from those before.
 *
 * @param {Chord} chord
 * @param {number[]} before
 * @returns {number[]} from low to high
 */
export function voicing(chord, before = HOME) {
  const classes = tonesOf(chord);
  let [best, least] = [before, Infinity];
  for (let low = LOWEST_CHORD; low <= HIGHEST_CHORD - 8; low += 1) {
    if (!classes.includes(low % 12)) continue;
    const pitches = stacked(classes, low);
    if (pitches[pitches.length - 1] > HIGHEST_CHORD) continue;
    const way = movement(pitches, before) + 0.15 * movement(pitches, HOME);
    if (way < least) [best, least] = [pitches, way];
  }
  return best;
}

/** The pitch classes that are played: of a rich chord the fifth is left out first. */
function tonesOf(/** @type {Chord} */ { root, pitch_classes: classes }) {
  const inOrder = [...classes].sort((one, other) => above(one, root) - above(other, root));
  const rich = inOrder.length > MOST_TONES;
  return inOrder.filter((tone) => !rich || above(tone, root) !== 7).slice(0, MOST_TONES);
}

/** Each pitch class once, from a lowest pitch up, as near to it as they come. */
function stacked(/** @type {number[]} */ classes, /** @type {number} */ low) {
  return classes.map((tone) => low + above(tone, low)).sort((one, other) => one - other);
}

/** How far tones go to the nearest of other tones, both ways. */
function movement(/** @type {number[]} */ pitches, /** @type {number[]} */ before) {
  const way = (/** @type {number[]} */ from, /** @type {number[]} */ to) => from.reduce(
    (sum, pitch) => sum + Math.min(...to.map((other) => Math.abs(other - pitch))), 0,
  );
  return way(pitches, before) / pitches.length + way(before, pitches) / before.length;
}

/** The tones of the bass: the root, the fifth that the chord has (or the root again), an octave. */
function bassPitches(/** @type {Chord} */ { root, pitch_classes: classes }) {
  const low = LOWEST_ROOT + above(root, LOWEST_ROOT);
  const fifth = [7, 6, 8].find((step) => classes.includes((root + step) % 12)) ?? 12;
  const below = low + fifth - 12;
  return { root: low, fifth: below >= LOWEST_BASS ? below : low + fifth, octave: low + 12 };
}

/** A velocity that grows over four bars and falls back, a little. */
function swell(/** @type {number} */ velocity, /** @type {number} */ bar) {
  return velocity * [0.96, 1, 1.04, 1][bar % 4];
}

/** Semitones from a pitch up to a pitch class. */
function above(/** @type {number} */ tone, /** @type {number} */ from) {
  return (((tone - from) % 12) + 12) % 12;
}
