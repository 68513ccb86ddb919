// @ts-check
/**
 * Bars, and the chords in them: pure. Beats are quarter notes.
 *
 *   beatsABar("6/8") -> 3;  beatsABar("2+2+3/8") -> 3.5
 *   barOf(beat, meter) -> number of the bar from 0;  barLine(beat, meter) -> the one at or after it
 *   chordIn(bar, progression) -> its chord, or null;  sounding(duration) -> beats until the note-off
 *
 * @typedef {{symbol: string, root: number, pitch_classes: number[]}} Chord
 */

/** Beats nearer than this are the same place: notes come as 32 bit floats. */
export const NEAR_BEATS = 0.002;
/** The part of its duration by which a note ends early (of a long one, the part of a quarter). */
const GAP = 0.05;

export function beatsABar(/** @type {string} */ meter) {
  const [groups, unit] = meter.split('/');
  const count = groups.split('+').reduce((sum, group) => sum + Number(group), 0);
  return (count * 4) / Number(unit);
}

export function barOf(/** @type {number} */ beat, /** @type {string} */ meter) {
  return Math.floor((beat + NEAR_BEATS) / beatsABar(meter));
}

/** The beat of the first bar line at or after a beat. */
export function barLine(/** @type {number} */ beat, /** @type {string} */ meter) {
  const bar = beatsABar(meter);
  return Math.max(Math.ceil((beat - NEAR_BEATS) / bar), 0) * bar;
}

/**
 * The chord of a bar: a progression repeats.
 * @returns {Chord|null}
 */
export function chordIn(/** @type {number} */ bar, /** @type {Chord[]} */ progression) {
  return progression.length ? progression[bar % progression.length] : null;
}

/** How many beats of its duration a note sounds, so that a repeated pitch is heard anew. */
export function sounding(/** @type {number} */ duration) {
  return duration - GAP * Math.min(duration, 1);
}
