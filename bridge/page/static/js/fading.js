// @ts-check
/**
 * A short crossfade where coming notes change: who comes, who goes, and how visible each is. Pure.
 * @typedef {import('./roll-layout.js').Placed} Placed
 */

export const FADE_SECONDS = 0.28;

const keyOf = (/** @type {Placed} */ note) => `${note.onset}/${note.pitch}/${note.duration}`;

export class Fading {
  /** @type {Placed[]} */
  #notes = [];
  /** When a note came that wasn't there before. @type {Map<string, number>} */
  #came = new Map();
  /** Notes on their way out. @type {Array<{note: Placed, since: number}>} */
  #going = [];

  /**
   * @param {Placed[]} notes as they are now; the same array where nothing changed
   * @param {number} now seconds
   * @param {number} beat what is past of it is never faded
   */
  update(notes, now, beat) {
    this.#going = this.#going.filter(({ since }) => now - since < FADE_SECONDS);
    for (const [key, since] of this.#came) if (now - since >= FADE_SECONDS) this.#came.delete(key);
    if (notes === this.#notes) return;
    const before = new Map(this.#notes.map((note) => [keyOf(note), note]));
    for (const note of notes) {
      const stayed = before.delete(keyOf(note));
      if (!stayed && note.onset >= beat) this.#came.set(keyOf(note), now);
    }
    for (const note of before.values()) if (note.onset >= beat) this.#going.push({ note, since: now });
    this.#notes = notes;
  }

  /** 0 to 1. @param {Placed} note @param {number} now */
  alpha(note, now) {
    const since = this.#came.get(keyOf(note));
    return since === undefined ? 1 : Math.min(1, (now - since) / FADE_SECONDS);
  }

  /** Notes that are fading out, each with its visibility. @param {number} now */
  leaving(now) {
    return this.#going.map(({ note, since }) => ({
      note,
      alpha: Math.max(0, 1 - (now - since) / FADE_SECONDS),
    }));
  }

  get isMoving() {
    return this.#going.length > 0 || this.#came.size > 0;
  }
}
