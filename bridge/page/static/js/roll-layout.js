// @ts-check
/**
 * Where things lie on the roll: from beats and pitches to pixels and back. Pure.
 * @typedef {{pitch: number, onset: number, duration: number}} Placed
 * @typedef {{width: number, height: number, left: number, top: number, start: number, beats: number,
 *   low: number, high: number, zoom: number}} View width, height: of the whole in CSS pixels; left, top: of its
 *   margins;
 *   start, beats: the first beat and how many are shown; low, high: pitches of the lowest and the top row;
 *   zoom: 1 = as usual, larger for a stage
 */

// Share of the width that is past.
export const ANCHOR = 0.5;
// The first beat isn't hidden by the margin.
const BEFORE_START = 0.25;
const LEAST_BARS = 2;
const BEAT_PIXELS = 56;
const LEAST_ROWS = 16;

/** @param {View} view @param {number} beat */
export const xOf = (view, beat) => view.left + ((beat - view.start) / view.beats) * (view.width - view.left);

/** @param {View} view @param {number} x */
export const beatOf = (view, x) => view.start + ((x - view.left) / (view.width - view.left)) * view.beats;

/** Height of a row in pixels. @param {View} view */
export const rowHeight = (view) => (view.height - view.top) / (view.high - view.low + 1);

/** Upper edge of a pitch's row. @param {View} view @param {number} pitch */
export const yOf = (view, pitch) => view.top + (view.high - pitch) * rowHeight(view);

/** @param {View} view @param {number} y */
export const pitchOf = (view, y) => Math.ceil(view.high - (y - view.top) / rowHeight(view));

/**
 * How many beats fit: whole bars, two at least.
 * @param {number} width in pixels
 * @param {number} barBeats
 * @param {number} [zoom] 1 = as usual, larger shows fewer
 */
export const beatsShown = (width, barBeats, zoom = 1) =>
  Math.max(LEAST_BARS, Math.round(width / (BEAT_PIXELS * zoom) / barBeats)) * barBeats;

/**
 * The first beat shown so that the present stays in its place, once it is there.
 * @param {number} beat now
 * @param {number} beats shown
 */
export const scrolled = (beat, beats) => Math.max(-BEFORE_START, beat - beats * ANCHOR);

/**
 * The first beat of the page that holds the present: for those who want no movement.
 * @param {number} beat
 * @param {number} beats
 * @param {number} barBeats
 */
export function paged(beat, beats, barBeats) {
  const page = beats - barBeats; // the last bar of a page comes again as the first of the next
  return Math.floor(Math.max(beat, 0) / page) * page;
}

/**
 * The notes that show, of notes in order of their onsets.
 * @template {Placed} T
 * @param {View} view
 * @param {T[]} notes
 * @returns {T[]}
 */
export function visible(view, notes) {
  const end = view.start + view.beats;
  let low = 0;
  let high = notes.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (notes[middle].onset < end) low = middle + 1;
    else high = middle;
  }
  let first = low;
  while (first > 0 && notes[first - 1].onset + notes[first - 1].duration > view.start) first -= 1;
  return notes.slice(first, low);
}

/**
 * The rows to show: all pitches with a margin, sixteen at least.
 * @param {Iterable<number>} pitches
 * @returns {{low: number, high: number}}
 */
export function rowsFor(pitches) {
  let low = 128;
  let high = -1;
  for (const pitch of pitches) {
    if (pitch < 0) continue;
    low = Math.min(low, pitch);
    high = Math.max(high, pitch);
  }
  if (high < 0) return { low: 58, high: 82 };
  const missing = Math.max(0, LEAST_ROWS - (high - low + 5));
  return { low: low - 2 - Math.floor(missing / 2), high: high + 2 + Math.ceil(missing / 2) };
}

/**
 * Numbers of the bars that show, from 0.
 * @param {View} view
 * @param {number} barBeats
 */
export function barsOf(view, barBeats) {
  const first = Math.max(0, Math.floor(view.start / barBeats));
  const last = Math.floor((view.start + view.beats) / barBeats);
  return Array.from({ length: Math.max(0, last - first + 1) }, (_, n) => first + n);
}

/**
 * The note under a point, or the nearest one within a finger's reach.
 * @template {Placed} T
 * @param {View} view
 * @param {T[]} notes
 * @param {number} x
 * @param {number} y
 * @param {number} [reach] in pixels
 * @returns {T|null}
 */
export function noteAt(view, notes, x, y, reach = 12) {
  let best = null;
  let least = reach;
  for (const note of visible(view, notes)) {
    if (note.pitch < 0) continue;
    const left = xOf(view, note.onset);
    const right = xOf(view, note.onset + note.duration);
    const middle = yOf(view, note.pitch) + rowHeight(view) / 2;
    const away = Math.max(left - x, x - right, 0, Math.abs(y - middle) - rowHeight(view) / 2);
    if (away < least) [best, least] = [note, away];
  }
  return best;
}
