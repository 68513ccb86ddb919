// @ts-check
/**
 * Phrases that return: bars of the same rhythm and the same intervals, wherever they begin. Pure.
 * @typedef {{pitch: number, onset: number, duration: number}} Shaped
 * @typedef {{bar: number, bars: number, phrase: number}} Return bar: the first one, from 0; bars: how many;
 *   phrase: number of the phrase, in the order of their first bars
 */

// Fewer notes than these are no motif.
const LEAST_NOTES = 3;

/**
 * The shape of every bar that has one: rhythm within the bar, and intervals from its first note.
 * @param {Shaped[]} notes in order of their onsets; a rest has pitch -1
 * @param {number} barBeats length of a bar in quarters
 * @returns {Map<number, string>} by number of the bar, from 0
 */
export function barShapes(notes, barBeats) {
  const bars = new Map();
  for (const note of notes) {
    const bar = Math.floor(note.onset / barBeats + 1e-6);
    if (!bars.has(bar)) bars.set(bar, []);
    bars.get(bar).push(note);
  }
  const shapes = new Map();
  for (const [bar, inside] of bars) {
    const sounding = inside.filter((/** @type {Shaped} */ note) => note.pitch >= 0);
    if (sounding.length >= LEAST_NOTES) shapes.set(bar, shapeOf(sounding, bar * barBeats));
  }
  return shapes;
}

/**
 * @param {Shaped[]} notes
 * @param {number} start beat where the bar begins
 */
function shapeOf(notes, start) {
  const first = notes[0].pitch;
  const round = (/** @type {number} */ beats) => Math.round(beats * 24);
  return notes.map((n) => `${round(n.onset - start)}/${round(n.duration)}/${n.pitch - first}`).join(' ');
}

/**
 * The phrases that sound at least twice, as stretches of bars. Bars that only ever come one after the other
 * are one phrase.
 * @param {Shaped[]} notes
 * @param {number} barBeats
 * @returns {Return[]} in order
 */
export function returns(notes, barBeats) {
  const shapes = barShapes(notes, barBeats);
  const places = new Map();
  for (const [bar, shape] of shapes) places.set(shape, [...(places.get(shape) ?? []), bar]);
  const numbers = new Map();
  const found = /** @type {Return[]} */ ([]);
  for (const bar of [...shapes.keys()].sort((a, b) => a - b)) {
    const shape = shapes.get(bar);
    const last = found.at(-1);
    if (places.get(shape).length < 2) continue;
    if (last && last.bar + last.bars === bar && always(shapes, places, bar)) last.bars += 1;
    else {
      if (!numbers.has(shape)) numbers.set(shape, numbers.size);
      found.push({ bar, bars: 1, phrase: numbers.get(shape) });
    }
  }
  return found;
}

/**
 * Whether the shapes of a bar and of the one before it only ever come together.
 * @param {Map<number, string>} shapes
 * @param {Map<string, number[]>} places
 * @param {number} bar
 */
function always(shapes, places, bar) {
  const before = places.get(shapes.get(bar - 1) ?? '') ?? [];
  const here = places.get(shapes.get(bar) ?? '') ?? [];
  return (
    before !== here && before.length === here.length && here.every((place, n) => place === before[n] + 1)
  );
}
