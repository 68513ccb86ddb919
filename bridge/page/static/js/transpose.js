// @ts-check
/** Chords that move with their key. Pure. */

import { className, isFlat, pitchClass } from './names.js';

// The root of a chord symbol, or its bass: at the start of a word or after a slash.
const ROOT = /(^|[\s|,/])([A-G][#b]?)/g;

/**
 * A progression moved from one tonic to another: 'C Am' from C to D is 'D Bm'.
 * @param {string} chords
 * @param {string} from tonic, such as Bb
 * @param {string} to
 * @param {boolean} minor whether the key is minor, for its sharps and flats
 */
export function transposed(chords, from, to, minor) {
  const semitones = pitchClass(to) - pitchClass(from);
  if (!semitones) return chords;
  const flat = isFlat(pitchClass(to), minor);
  return chords.replace(ROOT, (_, before, root) => {
    const name = className(pitchClass(root) + semitones, flat);
    return before + name.replace('♯', '#').replace('♭', 'b');
  });
}
