// @ts-check
/** Which keys of a computer are which keys of a piano, and how a piano is drawn. Pure. */

/** From C on; the place of `p`, which switches the letters off, stays empty. */
const ROW = [...'awsedftgyhujkol', '', ';'];
const BLACK = new Set([1, 3, 6, 8, 10]);
export const LOWEST = 24;
export const HIGHEST = 96;

/**
 * Pitch that a key plays, or null.
 * @param {string} key as KeyboardEvent.key names it
 * @param {number} base pitch of `a`
 */
export function pitchOfKey(key, base) {
  const place = ROW.indexOf(key.toLowerCase());
  return key.length === 1 && place >= 0 ? base + place : null;
}

/** The key that plays a pitch, or ''. @param {number} pitch @param {number} base */
export const keyOfPitch = (pitch, base) => ROW[pitch - base] ?? '';

/** @param {number} pitch */
export const isBlack = (pitch) => BLACK.has(pitch % 12);

/**
 * The keys of a piano: where each lies, as shares of the whole width.
 * @param {number} low a white key
 * @param {number} high a white key
 */
export function keysBetween(low, high) {
  const pitches = Array.from({ length: high - low + 1 }, (_, n) => low + n);
  const whites = pitches.filter((pitch) => !isBlack(pitch));
  const width = 1 / whites.length;
  return pitches.map((pitch) => {
    const before = whites.filter((white) => white < pitch).length;
    if (!isBlack(pitch)) return { pitch, black: false, left: before * width, width };
    return { pitch, black: true, left: (before - 0.31) * width, width: 0.62 * width };
  });
}
