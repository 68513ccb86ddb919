// @ts-check
/**
 * Follows the melody of what a person plays: the latest key, of a chord the highest. Pure.
 *
 *   tracker.press({pitch, velocity, onset}), tracker.release(pitch, beat), tracker.cut(beat)
 *     -> the note that ends with it, as a list of none or one: {pitch, velocity, onset, duration}
 *   tracker.held      pitches of the keys that are down
 *   tracker.since     beat of the latest press or release
 *
 * @typedef {{pitch: number, velocity: number, onset: number}} Key
 * @typedef {{pitch: number, velocity: number, onset: number, duration: number}} HeardNote
 */

/** Keys pressed within so many beats are one chord: its highest note counts. */
const CHORD_BEATS = 0.06;

export class KeyTracker {
  /** @type {Set<number>} */
  held = new Set();
  since = 0;
  /** @type {Key|null} */
  #current = null;

  /** @returns {HeardNote[]} */
  press(/** @type {Key} */ key) {
    this.held.add(key.pitch);
    this.since = key.onset;
    const current = this.#current;
    if (current && key.onset - current.onset < CHORD_BEATS) {
      if (key.pitch > current.pitch) this.#current = { ...key, onset: current.onset };
      return [];
    }
    const ended = this.cut(key.onset);
    this.#current = key;
    return ended;
  }

  /** @returns {HeardNote[]} */
  release(/** @type {number} */ pitch, /** @type {number} */ beat) {
    this.held.delete(pitch);
    this.since = beat;
    return this.#current?.pitch === pitch ? this.cut(beat) : [];
  }

  /** End the current note here. @returns {HeardNote[]} */
  cut(/** @type {number} */ beat) {
    const key = this.#current;
    this.#current = null;
    return key && beat > key.onset ? [{ ...key, duration: beat - key.onset }] : [];
  }
}
