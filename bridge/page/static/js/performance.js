// @ts-check
/**
 * Hands notes to the sound, or to a MIDI output, at exact times, and remembers what sounded.
 *
 *   const performance = new Performance({sound, outputs, clock});
 *   performance.play(voice, note, until)    voice: of the settings; returns the record, or null
 *   performance.noteOn(voice, pitch, velocity), performance.noteOff(voice, pitch)     at once
 *   performance.playBacking(event)
 *   performance.rehearse(sounds)            {instrument, pitch}: have their waves ready, unheard
 *   performance.record(played)              what sounded by itself
 *   performance.timeOf(beat)
 *   performance.cutOff(name, beat)          nothing of it sounds from here on; null: of all
 *   performance.played                      [{voice, pitch, velocity, onset, duration, time}]
 *
 * outputs.play({output, channel}, {pitch, velocity, seconds, time}), outputs.silence({output, channel}),
 * outputs.noteOn({output, channel}, pitch, velocity), outputs.noteOff({output, channel}, pitch)
 */
import { sounding } from './bars.js';

const MOST_PLAYED = 20000;
const REHEARSAL = 'rehearsal of the song';
const MUCH_LATER_SECONDS = 60;
/** Instruments of the accompaniment by part. */
const BACKING = { pad: 'pad', bass: 'bass', kit: 'kit' };

/** @typedef {import('./settings.js').State['voices'][0]} Voice */
/** @typedef {{voice: string, pitch: number, velocity: number, onset: number, duration: number, time: number}} Played */

/** The instrument of an event of the accompaniment. */
export function instrumentOf(/** @type {{part: string}} */ { part }) {
  return BACKING[/** @type {keyof typeof BACKING} */ (part)];
}

export class Performance {
  #sound;
  #outputs;
  #clock;
  /** The MIDI output that a voice played on last. @type {Map<string, object>} */
  #destinations = new Map();
  /** The MIDI output that a note sounds at until its key goes up. @type {Map<string, any>} */
  #held = new Map();
  /** @type {Played[]} */
  played = [];

  /** @param {{sound: any, outputs: any, clock: import('./clock.js').BeatClock}} parts */
  constructor({ sound, outputs, clock }) {
    this.#sound = sound;
    this.#outputs = outputs;
    this.#clock = clock;
  }

  /** Play a note that ends at a beat at the latest. */
  play(
    /** @type {Voice} */ voice,
    /** @type {import('./note-line.js').Note} */ note, /** @type {number} */ until,
  ) {
    const duration = Math.min(note.duration, until - note.onset);
    const event = this.#event(note, duration);
    if (voice.midi && this.#outputs) {
      this.#outputs.play(voice.midi, event);
      this.#destinations.set(voice.name, voice.midi);
    } else this.#sound.play(voice.name, voice.instrument, event);
    return this.record({ ...note, voice: voice.name, duration, time: event.time });
  }

  /** Begin a note of which nobody knows yet how long it is. */
  noteOn(/** @type {Voice} */ voice, /** @type {number} */ pitch, /** @type {number} */ velocity) {
    if (voice.midi && this.#outputs) {
      this.#outputs.noteOn(voice.midi, pitch, velocity);
      this.#destinations.set(voice.name, voice.midi);
      this.#held.set(`${voice.name} ${pitch}`, voice.midi);
    } else this.#sound.noteOn(voice.name, voice.instrument, pitch, velocity);
  }

  /** End it where it began, whatever the voice plays on by now. */
  noteOff(/** @type {Voice} */ voice, /** @type {number} */ pitch) {
    const key = `${voice.name} ${pitch}`;
    const destination = this.#held.get(key);
    this.#held.delete(key);
    if (destination) this.#outputs.noteOff(destination, pitch);
    else this.#sound.noteOff(voice.name, voice.instrument, pitch);
  }

  playBacking(/** @type {import('./accompaniment.js').BackingEvent} */ event) {
    const instrument = instrumentOf(event);
    const name = `backing ${event.part}`;
    const sounded = this.#event(event, event.duration);
    this.#sound.play(name, instrument, sounded);
    this.record({ ...event, voice: name, time: sounded.time });
  }

  /**
   * Computing a wave may take longer than there is time once the song goes on: let these sound much
   * later, and take them back.
   */
  rehearse(/** @type {Array<{instrument: string, pitch: number}>} */ sounds) {
    const time = this.#sound.now() + MUCH_LATER_SECONDS;
    const distinct = new Map(sounds.map((one) => [`${one.instrument} ${one.pitch}`, one]));
    for (const { instrument, pitch } of distinct.values()) {
      this.#sound.play(REHEARSAL, instrument, { pitch, velocity: 0.5, seconds: 1, time });
    }
    this.#sound.silence(REHEARSAL);
  }

  /** Remember what sounded. @returns {Played} */
  record(/** @type {Played} */ { voice, pitch, velocity, onset, duration, time }) {
    const record = { voice, pitch, velocity, onset, duration, time };
    this.played.push(record);
    if (this.played.length > MOST_PLAYED) this.played.shift();
    return record;
  }

  /** End what sounds of a voice, or all of it, at a beat. */
  cutOff(/** @type {string|null} */ name, /** @type {number} */ beat) {
    this.#sound.silence(name ?? undefined);
    const destination = name === null ? undefined : this.#destinations.get(name);
    if (name === null || destination) this.#outputs?.silence(destination);
    this.played = this.played
      .filter((one) => (name !== null && one.voice !== name) || one.onset < beat)
      .map((one) => {
        const isCut = (name === null || one.voice === name) && one.onset + one.duration > beat;
        return isCut ? { ...one, duration: beat - one.onset } : one;
      });
  }

  /** The audio time of a beat. */
  timeOf(/** @type {number} */ beat) {
    return this.#clock.seconds(beat);
  }

  #event(/** @type {any} */ note, /** @type {number} */ duration) {
    const time = this.#clock.seconds(note.onset);
    const seconds = this.#clock.seconds(note.onset + sounding(duration)) - time;
    return { pitch: note.pitch, velocity: note.velocity, seconds, time };
  }
}
