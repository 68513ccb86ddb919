// @ts-check
/** Words for what sounds: names of notes, lengths and places. Pure. */

const SHARPS = ['C', 'C♯', 'D', 'D♯', 'E', 'F', 'F♯', 'G', 'G♯', 'A', 'A♯', 'B'];
const FLATS = ['C', 'D♭', 'D', 'E♭', 'E', 'F', 'G♭', 'G', 'A♭', 'A', 'B♭', 'B'];
const MINOR_THIRD = 3;
// Tonics of major keys whose signature has flats.
const FLAT_TONICS = new Set([1, 3, 5, 8, 10]);
const LENGTHS = new Map([
  [1 / 8, 'a thirty-second'],
  [1 / 6, 'a triplet sixteenth'],
  [0.25, 'a sixteenth'],
  [1 / 3, 'a triplet eighth'],
  [0.5, 'an eighth'],
  [2 / 3, 'a triplet quarter'],
  [0.75, 'a dotted eighth'],
  [1, 'a quarter'],
  [1.5, 'a dotted quarter'],
  [2, 'a half'],
  [3, 'a dotted half'],
  [4, 'a whole note'],
]);
const LETTERS = { C: 0, D: 2, E: 4, F: 5, G: 7, A: 9, B: 11 };

export const KEYS = ['C', 'Db', 'D', 'Eb', 'E', 'F', 'F#', 'G', 'Ab', 'A', 'Bb', 'B'];

/**
 * Pitch class of a note name such as F# or Bb.
 * @param {string} name
 */
export function pitchClass(name) {
  const letter = LETTERS[/** @type {keyof LETTERS} */ (name[0].toUpperCase())];
  const accidentals = [...name.slice(1)].reduce(
    (sum, sign) => sum + (sign === '#' ? 1 : sign === 'b' ? -1 : 0),
    0,
  );
  return (letter + accidentals + 12) % 12;
}

/**
 * Whether a key is spelled with flats.
 * @param {number} tonic pitch class
 * @param {boolean} minor whether its third is minor
 */
export const isFlat = (tonic, minor) => FLAT_TONICS.has(minor ? (tonic + MINOR_THIRD) % 12 : tonic);

/**
 * Name of a pitch class in sharps or flats.
 * @param {number} pitch
 * @param {boolean} flat
 */
export const className = (pitch, flat) => (flat ? FLATS : SHARPS)[((pitch % 12) + 12) % 12];

/**
 * Name of a MIDI pitch with its octave: 60 is C4. -1 is a rest.
 * @param {number} pitch
 * @param {boolean} [flat]
 */
export const noteName = (pitch, flat = false) =>
  pitch < 0 ? 'rest' : `${className(pitch, flat)}${Math.floor(pitch / 12) - 1}`;

/**
 * A length in words; what has none is told in quarters.
 * @param {number} beats
 */
export function lengthName(beats) {
  for (const [length, name] of LENGTHS) {
    if (Math.abs(length - beats) < 0.01) return name;
  }
  return `${Number(beats.toFixed(2))} quarters`;
}

/**
 * Where a beat lies, both counted from 1.
 * @param {number} beat
 * @param {number} barBeats length of a bar in quarters
 */
export function placeOf(beat, barBeats) {
  const bar = Math.floor(beat / barBeats + 1e-6);
  return { bar: bar + 1, beat: Number((beat - bar * barBeats + 1).toFixed(2)) };
}
