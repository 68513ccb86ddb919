// @ts-check
/**
 * Chords, bass and kit under the voices, bar by bar.
 *
 *   const accompaniment = new Accompaniment(backing);   // of backing.js; null: none
 *   accompaniment.start(beat)
 *   accompaniment.due(until, song)    events that begin before a beat: [{part, pitch, velocity, onset, duration}]
 *   accompaniment.refresh()           chords, meter or parts are others: what isn't given yet is made anew
 *
 * Onsets that come out are beats of the song; song = {meter, tempo, backing, progression}.
 *
 * @typedef {{part: string, pitch: number, velocity: number, onset: number, duration: number}} BackingEvent
 */
import { barOf, beatsABar, chordIn } from './bars.js';

const NEAR_BEATS = 0.002;

export class Accompaniment {
  #backing;
  /** @type {BackingEvent[]} */
  #coming = [];
  /** Where the events that were made end, and up to where they were given. */
  #made = 0;
  #given = 0;
  /** Pitches of the chord before, from which the next one moves on. @type {number[]|undefined} */
  #chord;

  constructor(/** @type {((...args: any[]) => BackingEvent[])|null} */ backing) {
    this.#backing = backing;
  }

  start(/** @type {number} */ beat) {
    [this.#coming, this.#chord] = [[], undefined];
    [this.#made, this.#given] = [beat, beat];
  }

  refresh() {
    this.#coming = [];
    this.#made = this.#given;
  }

  /** @returns {BackingEvent[]} */
  due(/** @type {number} */ until, /** @type {any} */ song) {
    while (this.#made < until - NEAR_BEATS) this.#makeBar(song);
    const due = this.#coming.filter((event) => event.onset < until);
    this.#coming = this.#coming.filter((event) => event.onset >= until);
    this.#given = Math.max(this.#given, until);
    return due;
  }

  /** Make the rest of the bar in which the events so far end. */
  #makeBar(/** @type {any} */ { meter, tempo, backing, progression }) {
    const bar = barOf(this.#made, meter);
    const start = bar * beatsABar(meter);
    const chord = chordIn(bar, progression);
    const events = this.#backing?.(bar, chord, meter, tempo, backing, this.#chord) ?? [];
    const pad = events.filter((event) => event.part === 'pad').map((event) => event.pitch);
    if (pad.length) this.#chord = pad;
    const placed = events.map((event) => ({ ...event, onset: start + event.onset }));
    this.#coming.push(...placed.filter((event) => event.onset >= this.#made - NEAR_BEATS));
    this.#made = start + beatsABar(meter);
  }
}
