// @ts-check
/**
 * How a voice plays with a person, as docs/midi.md says: state machines over the beats of the song.
 *
 *   const mode = modeOf('answer', voice, stage);
 *   mode.start(beat), mode.stop(beat)        the song starts, or the mode at a bar line; it stops
 *   mode.limit(until)                        up to which beat the voice is to be composed
 *   mode.until                               where its notes end
 *   mode.advance(beat, ahead)                the song is at a beat; what begins within `ahead` is due
 *   mode.press({pitch, velocity, onset}), mode.release(pitch, beat)     a key of the person
 *   mode.replaces                            whether its notes sound in place of the keys'
 *
 * stage: what a mode needs of the player.
 *
 * @typedef {import('./key-tracker.js').Key} Key
 * @typedef {import('./key-tracker.js').HeardNote} HeardNote
 * @typedef {import('./voice.js').MeloVoice} MeloVoice
 * @typedef {{barBeats: () => number, isSilent: () => boolean, keys: (voice: MeloVoice) => Array<string|number>,
 *   cutOff: (voice: MeloVoice, beat: number) => void,
 *   noteOn: (voice: MeloVoice, pitch: number, velocity: number) => void,
 *   noteOff: (voice: MeloVoice, note: HeardNote) => void}} Stage
 */
import { KeyTracker } from './key-tracker.js';
import { PitchOnly } from './pitch-mode.js';

/** While the server is silent for longer than this, the melody goes on at the next beat. */
const LATE_BEATS = 0.25;
/** A key so soon after the answer began still belongs to the call, and doesn't stop the answer. */
const AFTERTHOUGHT_BEATS = 0.25;
/** The grid on which a call begins: its answer begins at the same place of the bar. */
const GRID_BEATS = 0.5;
/** A call ends with a rest of so many beats. */
const REST_BEATS = 1;

/** Plays by itself; keys have no effect. */
class Generate {
  replaces = false;

  constructor(/** @type {MeloVoice} */ voice, /** @type {Stage} */ stage) {
    this.voice = voice;
    this.stage = stage;
    this.running = false;
  }

  get until() {
    return Infinity;
  }

  start(/** @type {number} */ beat) {
    this.running = true;
    if (this.voice.end < beat) this.voice.moveTo(beat);
  }

  stop(/** @type {number} */ _beat) {
    this.running = false;
  }

  limit(/** @type {number} */ until) {
    return until;
  }

  advance(/** @type {number} */ beat, /** @type {number} */ _ahead) {
    const isLate = this.stage.isSilent() && this.voice.end < beat - LATE_BEATS;
    if (this.running && isLate) this.voice.moveTo(Math.ceil(beat));
  }

  press(/** @type {Key} */ _key) {}

  release(/** @type {number} */ _pitch, /** @type {number} */ _beat) {}
}

/** Plays by itself, and takes up what it hears. */
class Duet extends Generate {
  #keys = new KeyTracker();

  press(/** @type {Key} */ key) {
    this.#overhear(this.#keys.press(key));
  }

  release(/** @type {number} */ pitch, /** @type {number} */ beat) {
    this.#overhear(this.#keys.release(pitch, beat));
  }

  #overhear(/** @type {HeardNote[]} */ notes) {
    for (const { pitch, velocity, duration } of notes) this.voice.heard(pitch, velocity, duration);
    if (notes.length) this.voice.composeAnew();
  }
}

/**
 * Call and response: answers a phrase with one as long, at the same place in the bar. A call ends
 * with a rest; to a person who goes on playing the answer gives way.
 */
class Answer extends Generate {
  #keys = new KeyTracker();
  /** @type {HeardNote[]} */
  #call = [];
  /** Beat of the first key of the call. */
  #begin = Infinity;
  #isAnswering = false;
  #from = 0;
  #to = 0;

  constructor(/** @type {MeloVoice} */ voice, /** @type {Stage} */ stage) {
    super(voice, stage);
    voice.flush();
  }

  get until() {
    return this.#to;
  }

  start(/** @type {number} */ _beat) {
    this.#listen();
    [this.running, this.#isAnswering, this.#to] = [true, false, 0];
  }

  stop(/** @type {number} */ _beat) {
    this.voice.flush();
    [this.running, this.#isAnswering] = [false, false];
  }

  limit(/** @type {number} */ until) {
    return this.#isAnswering ? Math.min(until, this.#to) : -Infinity;
  }

  advance(/** @type {number} */ beat, /** @type {number} */ ahead) {
    if (!this.running) return;
    if (this.#isAnswering) super.advance(beat, ahead);
    else this.#endCall(beat, ahead);
    if (beat >= this.#to) this.#isAnswering = false;
  }

  press(/** @type {Key} */ key) {
    if (!this.running) return;
    if (this.#isAnswering && key.onset >= this.#from + AFTERTHOUGHT_BEATS) {
      [this.#isAnswering, this.#to] = [false, key.onset];
      this.voice.flush();
      this.stage.cutOff(this.voice, key.onset);
    }
    if (this.#isAnswering) return;
    this.#begin = Math.min(this.#begin, key.onset);
    this.#call.push(...this.#keys.press(key));
  }

  release(/** @type {number} */ pitch, /** @type {number} */ beat) {
    this.#call.push(...this.#keys.release(pitch, beat));
  }

  #listen() {
    [this.#keys, this.#call, this.#begin] = [new KeyTracker(), [], Infinity];
  }

  /** Start the answer, if the call is over. */
  #endCall(/** @type {number} */ beat, /** @type {number} */ ahead) {
    const { held, since } = this.#keys;
    const hasRested = held.size === 0 && beat - since >= REST_BEATS;
    if (this.#begin === Infinity || !hasRested) return;
    const begin = Math.round(this.#begin / GRID_BEATS) * GRID_BEATS;
    const end = Math.max(Math.ceil(since), begin + 1);
    const answer = this.#placeAfter(begin, Math.max(since + REST_BEATS + ahead, end, beat));
    if (beat + ahead < answer) return; // until then the call may go on
    this.voice.follow([...this.#call, ...this.#keys.cut(end)], begin, answer);
    [this.#from, this.#to, this.#isAnswering] = [answer, answer + end - begin, true];
    this.#listen();
  }

  /** The same place in a bar, at or after a beat. */
  #placeAfter(/** @type {number} */ place, /** @type {number} */ beat) {
    const bar = this.stage.barBeats();
    return place + Math.ceil((beat - place) / bar) * bar;
  }
}

export function modeOf(/** @type {string} */ name, /** @type {MeloVoice} */ voice, /** @type {Stage} */ stage) {
  if (name === 'answer') return new Answer(voice, stage);
  if (name === 'duet') return new Duet(voice, stage);
  if (name === 'pitch') return new PitchOnly(voice, stage);
  return new Generate(voice, stage);
}
