// @ts-check
/**
 * The notes of a voice by their index: what was played, what comes, and what will be replaced. Pure.
 *
 *   line.all()                 the notes, also old ones that nothing has replaced yet
 *   line.latest(count)         of the notes so far, for a server that forgot them
 *   line.take(notes)           new ones come on at the end;  line.add(note): one that sounded
 *   line.cut(index)            the notes from an index on are to be replaced: they are old now
 *   line.drop()                the old ones go
 *   line.due(until)            the notes that begin before a beat; they are fixed then
 *   line.keepOld(latest)       old ones that begin before a beat come as they were; whether any did
 *   line.indexAt(beat)         of the note that sounds then, or sounded last
 *   line.index, line.end       number of the next note, and the beat where it begins
 *   line.fixed                 notes below this index were given out
 *   line.until                 the beat where the part ends: later notes don't count
 *
 * @typedef {{index: number, pitch: number, velocity: number, duration: number, onset: number,
 *   fallback: boolean}} Note
 */
import { endOf, NEAR_BEATS, REST } from './notes.js';

const KEPT = 600;

export class NoteLine {
  /** @type {Note[]} */
  #notes = [];
  /** @type {Note[]} */
  #old = [];
  index = 0;
  end = 0;
  fixed = 0;
  until = Infinity;

  /** Begin anew at a beat. */
  clear(/** @type {number} */ beat) {
    [this.#notes, this.#old] = [[], []];
    [this.index, this.fixed, this.end] = [0, 0, beat];
  }

  /** @returns {Note[]} */
  all() {
    const before = this.until - NEAR_BEATS;
    const old = this.#old.filter((note) => note.onset >= this.end - NEAR_BEATS);
    return [...this.#notes, ...old].filter((note) => note.index < this.fixed || note.onset < before);
  }

  latest(/** @type {number} */ count) {
    return this.#notes.slice(-count);
  }

  take(/** @type {Note[]} */ notes) {
    this.#notes = [...this.#notes, ...notes].slice(-KEPT);
    const last = notes[notes.length - 1];
    [this.index, this.end] = [last.index + 1, endOf(last)];
    this.#old = this.#old.filter((note) => note.onset >= this.end - NEAR_BEATS);
  }

  add(/** @type {import('./notes.js').Placed} */ note) {
    this.take([{ ...note, index: this.index, fallback: false }]);
    this.fixed = this.index;
  }

  cut(/** @type {number} */ index) {
    const kept = this.#notes.filter((note) => note.index < index);
    const cut = this.#notes.slice(kept.length);
    if (!cut.length) return;
    const after = endOf(cut[cut.length - 1]);
    this.#old = [...cut, ...this.#old.filter((note) => note.onset >= after - NEAR_BEATS)];
    this.#notes = kept;
    [this.index, this.end] = [cut[0].index, cut[0].onset];
  }

  drop() {
    this.#old = [];
  }

  /** @returns {Note[]} */
  due(/** @type {number} */ until) {
    const before = Math.min(until, this.until - NEAR_BEATS);
    const found = this.#notes.filter((note) => note.index >= this.fixed && note.onset < before);
    if (found.length) this.fixed = found[found.length - 1].index + 1;
    return found;
  }

  keepOld(/** @type {number} */ latest) {
    const due = this.#old.filter((note) => note.onset < latest && note.onset >= this.end - NEAR_BEATS);
    this.#old = this.#old.filter((note) => note.onset >= latest);
    for (const note of due) this.take([{ ...note, index: this.index }]);
    return due.length > 0;
  }

  indexAt(/** @type {number} */ beat) {
    return this.#notes.findLast((note) => note.onset <= beat && note.pitch !== REST)?.index ?? 0;
  }
}
