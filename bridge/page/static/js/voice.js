// @ts-check
/**
 * One voice at the server: asked for ahead of time, composed anew when knobs turn. Beats are quarter
 * notes since the start of the song; notes are those of note-line.js.
 *
 *   const voice = new MeloVoice('lead', connection);
 *   await voice.reset(beat)        start anew at a beat, with the seed's first note
 *   await voice.compose(keys)      a few more notes (voice-keys.js); whether there are any
 *   voice.notes()                  [{index, pitch, velocity, duration, onset, fallback}], rests: -1
 *   voice.due(until, latest)       those that begin before a beat; from then on they are fixed
 *   voice.composeAnew()            what isn't fixed, from the next applyTurns() on
 *   voice.composeFrom(index)       the notes from an index on, now
 *   await voice.why(index), voice.thumb(value, index), voice.undo()
 *   voice.heard(pitch, velocity, duration, onset?)   what somebody else played
 *   voice.follow(phrase, begin, beat)     go on at a beat after what somebody played
 *   await voice.propose(keys, beat), voice.add(note)       a pitch at once: pitch-mode.js
 *   voice.moveTo(beat)             the next note begins there
 *   voice.until = beat             where its part ends: later notes don't count
 *   voice.indexAt(beat)            of the note that sounds then, or sounded last
 *
 * What was composed before a turn of a knob stays until the new notes are there. Requests reject
 * with MeloError or NoAnswer; all of them may be made again.
 *
 * @typedef {import('./note-line.js').Note} Note
 * @typedef {import('./notes.js').Placed} Placed
 */
import { NoAnswer } from './errors.js';
import { NoteLine } from './note-line.js';
import { endOf, NEAR_BEATS, noteOf, REST, restsBetween, whyOf } from './notes.js';

/** Notes asked for at a time. */
const COUNT = 4;
/** A server that began anew is told of so many of the latest notes. */
const RETOLD = 24;
/** An index this far ahead begins a new line at the server. */
const LEAP = 2;
/** A pitch is needed at once: of so many notes the first that is no rest is taken. */
const PROPOSALS = 3;
const AT_ONCE_MS = 5;
const AT_ONCE_SECONDS = 0.3;
/** The epoch of a voice that the server doesn't know. */
const NO_EPOCH = -(2 ** 31);

export class MeloVoice {
  #connection;
  #line = new NoteLine();
  #epoch = Math.floor(Date.now() / 1000);
  /** Where the server is before the next note; null: it knows no note before it. */
  #serverEnd = /** @type {number|null} */ (null);
  /** The first note of the line that the server knows, and where that line begins. */
  #root = { index: 0, onset: 0 };
  /** The note that is composed anew with each key; null: none so far. @type {number|null} */
  #proposal = null;
  #isTurned = false;
  #isDoubtful = false;
  #wasMisplaced = false;
  /** How it plays with a person: modes.js. @type {any} */
  mode = null;

  constructor(/** @type {string} */ name, /** @type {any} */ connection) {
    this.name = name;
    this.#connection = connection;
  }

  /** Number of the next note. */
  get index() {
    return this.#line.index;
  }

  /** The beat where the next note begins. */
  get end() {
    return this.#line.end;
  }

  /** Notes below this index were given to the sound. */
  get fixed() {
    return this.#line.fixed;
  }

  get until() {
    return this.#line.until;
  }

  set until(beat) {
    this.#line.until = beat;
  }

  notes() {
    return this.#line.all();
  }

  async reset(/** @type {number} */ beat) {
    this.#epoch += 1;
    this.#line.clear(beat);
    [this.#serverEnd, this.#proposal] = [null, null];
    [this.#isTurned, this.#isDoubtful] = [false, false];
    await this.#connection.ask('/melo/reset', [this.name]);
  }

  /** The connection is another one, or was interrupted: the server may have forgotten the voice. */
  doubt() {
    this.#isDoubtful = this.index > 0;
  }

  /** @param {Array<string|number>} keys @returns {Promise<boolean>} whether there are new notes */
  async compose(keys) {
    if (this.#isDoubtful) await this.#catchUp();
    const onset = this.#tellPlace();
    const [epoch, end] = [this.#epoch, this.end];
    try {
      const request = [this.name, epoch, this.index, COUNT, ...keys, 'onset', onset];
      const replies = await this.#connection.ask('/melo/next', request);
      return epoch === this.#epoch && this.#take(replies.map(noteOf), end);
    } catch (error) {
      this.#isDoubtful ||= error instanceof NoAnswer;
      throw error;
    }
  }

  /** What isn't fixed yet is to be composed anew, when it is asked for next: knobs were turned. */
  composeAnew() {
    this.#isTurned = true;
  }

  applyTurns() {
    if (this.#isTurned) this.composeFrom(this.fixed);
  }

  composeFrom(/** @type {number} */ index) {
    this.#isTurned = false;
    this.#epoch += 1;
    const before = this.index;
    this.#line.cut(index);
    if (this.index !== before && this.#serverEnd !== null) this.#serverEnd = this.index ? this.end : null;
  }

  /** Drop what isn't fixed yet. */
  flush() {
    this.composeFrom(this.fixed);
    this.#line.drop();
  }

  moveTo(/** @type {number} */ beat) {
    this.flush();
    this.#line.end = beat;
  }

  /**
   * The notes that begin before `until`; they are fixed then. One that is to be replaced is given
   * as it was if it begins before `latest`: the server is late.
   * @returns {Note[]}
   */
  due(/** @type {number} */ until, /** @type {number} */ latest) {
    if (this.#line.keepOld(latest)) {
      this.#epoch += 1;
      this.#serverEnd = Infinity;
    }
    return this.#line.due(until);
  }

  indexAt(/** @type {number} */ beat) {
    return this.#proposal ?? this.#line.indexAt(beat);
  }

  heard(
    /** @type {number} */ pitch, /** @type {number} */ velocity, /** @type {number} */ duration,
    /** @type {number|null} */ onset = null,
  ) {
    const place = onset === null ? [] : [onset];
    this.#connection.send('/melo/heard', [this.name, pitch, velocity, duration, ...place]);
  }

  /** Go on at a beat after a phrase that somebody played from another beat on. */
  follow(/** @type {Placed[]} */ phrase, /** @type {number} */ begin, /** @type {number} */ beat) {
    this.moveTo(begin);
    const opening = { pitch: REST, velocity: 0, duration: 0, onset: begin };
    const call = restsBetween([opening, ...phrase], begin).slice(1);
    if (this.index === 0 || this.#serverEnd === null || this.#serverEnd > begin + NEAR_BEATS) {
      this.#newLine(call, begin);
    } else {
      this.#tellPlace();
      this.#retell(call);
    }
    this.#serverEnd = call.length ? endOf(call[call.length - 1]) : begin;
    this.#line.end = beat;
  }

  /** What comes doesn't follow on from the notes so far: the server is told of the latest anew. */
  leap() {
    [this.#serverEnd, this.#proposal] = [Infinity, null];
  }

  /**
   * A pitch at once, for a line that begins at a beat and goes on with what was heard since.
   * @param {Array<string|number>} keys
   * @returns {Promise<number|null>} null for a rest, or if there is none in time
   */
  async propose(keys, /** @type {number} */ beat) {
    this.#epoch += 1;
    this.#proposal ??= this.index + LEAP;
    this.#line.index = Math.max(this.index, this.#proposal + PROPOSALS);
    const request = [this.name, this.#epoch, this.#proposal, PROPOSALS, ...keys, 'within', AT_ONCE_MS, 'onset', beat];
    try {
      const replies = await this.#connection.ask('/melo/next', request, { timeout: AT_ONCE_SECONDS });
      return replies.map(noteOf).find((/** @type {Note} */ note) => note.pitch !== REST)?.pitch ?? null;
    } catch {
      return null; // the key sounds as it is
    }
  }

  /** Add a note that sounded. */
  add(/** @type {Placed} */ note) {
    this.#line.add(note);
  }

  async why(/** @type {number} */ index) {
    return whyOf(await this.#connection.ask('/melo/why', [this.name, index]));
  }

  /** A thumb for a note that sounds; the coming ones are composed anew. */
  async thumb(/** @type {number} */ value, /** @type {number} */ index) {
    return this.#learn('/melo/reward', [this.name, value, index]);
  }

  /** Take the last thumb back. */
  async undo() {
    return this.#learn('/melo/taste', [this.name, 'undo']);
  }

  async #learn(/** @type {string} */ address, /** @type {any[]} */ args) {
    const [reply] = await this.#connection.ask(address, args);
    this.composeAnew();
    return { notes: reply.args[1], thumbs: reply.args[2] };
  }

  /** Ask a server that was silent whether it still knows this voice. */
  async #catchUp() {
    const [reply] = await this.#connection.ask('/melo/get', [this.name, 'epoch']);
    const known = Number(reply.args[2]);
    this.#epoch = Math.max(this.#epoch, known) + 1;
    if (known === NO_EPOCH) this.#serverEnd = null;
    this.#isDoubtful = false;
  }

  /** Tell the server where the next note begins, if it doesn't know. Returns the pair `onset`. */
  #tellPlace() {
    if (this.#serverEnd === null || this.#serverEnd > this.end + NEAR_BEATS) {
      const context = restsBetween(this.#line.latest(RETOLD), this.end);
      this.#newLine(context, context.length ? context[0].onset : this.end);
    } else if (this.#serverEnd < this.end - NEAR_BEATS) {
      this.heard(REST, 0, this.end - this.#serverEnd, this.#serverEnd);
    }
    this.#serverEnd = this.end;
    return this.index === this.#root.index ? this.#root.onset : this.end;
  }

  /** Begin a new line at the server, with these notes from an onset on. */
  #newLine(/** @type {Placed[]} */ notes, /** @type {number} */ onset) {
    if (this.#serverEnd !== null) this.#line.index += LEAP;
    else if (notes.length) this.#line.index = Math.max(this.index, 1); // 0 would begin without them
    this.#retell(notes);
    this.#root = { index: this.index, onset };
  }

  #retell(/** @type {Placed[]} */ notes) {
    for (const note of notes) this.heard(note.pitch, note.velocity, note.duration, note.onset);
  }

  /** Take new notes that belong at a beat; whether they are there. */
  #take(/** @type {Note[]} */ notes, /** @type {number} */ beat) {
    const aside = beat - notes[0].onset;
    const isMisplaced = Math.abs(aside) >= NEAR_BEATS;
    if (isMisplaced && !this.#wasMisplaced) { // what the server was told got lost: once more
      [this.#wasMisplaced, this.#serverEnd] = [true, Infinity];
      this.#epoch += 1;
      return false;
    }
    this.#wasMisplaced = false;
    this.#line.take(isMisplaced ? notes.map((note) => ({ ...note, onset: note.onset + aside })) : notes);
    this.#serverEnd = endOf(notes[notes.length - 1]);
    return true;
  }
}
