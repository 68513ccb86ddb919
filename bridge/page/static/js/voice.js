// @ts-check
/**
 * One voice at the server: its notes by index, asked for ahead of time, composed anew when knobs
 * turn. Beats are quarter notes since the start of the song.
 *
 *   const voice = new MeloVoice('lead', connection);
 *   await voice.reset(beat)        start anew at a beat, with the seed's first note
 *   await voice.compose(keys)      a few more notes (voice-keys.js); whether there are any
 *   voice.notes()                  [{index, pitch, velocity, duration, onset, fallback}], rests: -1
 *   voice.due(until, latest)       those that begin before a beat; from then on they are fixed
 *   voice.composeAnew()            what isn't fixed; composeFrom(index): from a note on
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
 * @typedef {{index: number, pitch: number, velocity: number, duration: number, onset: number,
 *   fallback: boolean}} Note
 */
import { NoAnswer } from './errors.js';
import { restsBetween, whyOf } from './notes.js';

export const REST = -1;
/** Notes asked for at a time. */
const COUNT = 4;
/** The voice remembers so many notes, and tells a server that began anew of the latest. */
const KEPT = 600;
const RETOLD = 24;
/** An index this far ahead begins a new line at the server. */
const LEAP = 2;
/** The server moves onsets to a grid: what is nearer than this is the same place. */
const NEAR_BEATS = 0.02;
const DECIMALS = 1e6;
/** A pitch is needed at once: of so many notes the first that is no rest is taken. */
const PROPOSALS = 3;
const AT_ONCE_MS = 5;
const AT_ONCE_SECONDS = 0.3;
/** The epoch of a voice that the server doesn't know. */
const NO_EPOCH = -(2 ** 31);

export class MeloVoice {
  #connection;
  #epoch = Math.floor(Date.now() / 1000);
  /** Notes of this epoch, and those of the one before that they will replace. */
  #line = /** @type {Note[]} */ ([]);
  #stale = /** @type {Note[]} */ ([]);
  /** Where the server is before the next note; null: it knows no note before it. */
  #serverEnd = /** @type {number|null} */ (null);
  /** The first note of the line that the server knows, and where that line begins. */
  #root = { index: 0, onset: 0 };
  /** The note that is composed anew with each key; null: none so far. @type {number|null} */
  #proposal = null;
  #isDoubtful = false;
  #wasMisplaced = false;
  /** Number of the next note, and the beat where it begins. */
  index = 0;
  end = 0;
  /** Notes below this index were given to the sound. */
  fixed = 0;
  /** The beat where its part ends: later notes don't count. */
  until = Infinity;
  /** How it plays with a person: modes.js. @type {any} */
  mode = null;

  constructor(/** @type {string} */ name, /** @type {any} */ connection) {
    this.name = name;
    this.#connection = connection;
  }

  /** The notes so far, and the coming ones. @returns {Note[]} */
  notes() {
    const old = this.#stale.filter((note) => note.onset >= this.end - NEAR_BEATS);
    const before = this.until - NEAR_BEATS;
    return [...this.#line, ...old].filter((note) => note.index < this.fixed || note.onset < before);
  }

  async reset(/** @type {number} */ beat) {
    this.#newEpoch();
    [this.#line, this.#stale] = [[], []];
    [this.index, this.fixed, this.end] = [0, 0, beat];
    [this.#serverEnd, this.#proposal, this.#isDoubtful] = [null, null, false];
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
    const [epoch, index, end] = [this.#epoch, this.index, this.end];
    try {
      const request = [this.name, epoch, index, COUNT, ...keys, 'onset', onset];
      const replies = await this.#connection.ask('/melo/next', request);
      return epoch === this.#epoch && this.#take(replies.map(noteOf), end);
    } catch (error) {
      this.#isDoubtful ||= error instanceof NoAnswer;
      throw error;
    }
  }

  /** Compose what isn't fixed yet anew: knobs were turned. */
  composeAnew() {
    this.composeFrom(this.fixed);
  }

  composeFrom(/** @type {number} */ index) {
    const kept = this.#line.filter((note) => note.index < index);
    const cut = this.#line.slice(kept.length);
    this.#newEpoch();
    if (!cut.length) return;
    const after = endOf(cut[cut.length - 1]);
    this.#stale = [...cut, ...this.#stale.filter((note) => note.onset >= after - NEAR_BEATS)];
    this.#line = kept;
    [this.index, this.end] = [cut[0].index, cut[0].onset];
    if (this.#serverEnd !== null) this.#serverEnd = this.index ? this.end : null;
  }

  /** Drop what isn't fixed yet. */
  flush() {
    this.composeAnew();
    this.#stale = [];
  }

  moveTo(/** @type {number} */ beat) {
    this.flush();
    this.end = beat;
  }

  /**
   * The notes that begin before `until`; they are fixed then. One that is to be replaced is given
   * as it was if it begins before `latest`: the server is late.
   * @returns {Note[]}
   */
  due(/** @type {number} */ until, /** @type {number} */ latest) {
    this.#keepStale(latest);
    const before = Math.min(until, this.until - NEAR_BEATS);
    const found = this.#line.filter((note) => note.index >= this.fixed && note.onset < before);
    if (found.length) this.fixed = found[found.length - 1].index + 1;
    return found;
  }

  indexAt(/** @type {number} */ beat) {
    if (this.#proposal !== null) return this.#proposal;
    const begun = this.#line.filter((note) => note.onset <= beat && note.pitch !== REST);
    return begun.length ? begun[begun.length - 1].index : 0;
  }

  /** Go on at a beat after a phrase that somebody played from another beat on. */
  follow(/** @type {import('./notes.js').Placed[]} */ phrase, /** @type {number} */ begin, /** @type {number} */ beat) {
    this.moveTo(begin);
    const known = this.#serverEnd;
    const call = restsBetween([{ pitch: REST, velocity: 0, duration: 0, onset: begin }, ...phrase], begin);
    if (known === null || known > begin + NEAR_BEATS || this.index === 0) {
      [this.index, this.#serverEnd] = [Math.max(this.index, 1), Infinity];
      this.#newLine(call.slice(1), begin);
    } else {
      this.#tellPlace();
      for (const note of call.slice(1)) this.heard(note.pitch, note.velocity, note.duration, note.onset);
    }
    this.#serverEnd = call.length > 1 ? endOf(call[call.length - 1]) : begin;
    this.end = beat;
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
    this.#newEpoch();
    if (this.#proposal === null) this.#proposal = this.index + LEAP;
    this.index = Math.max(this.index, this.#proposal + PROPOSALS);
    const request = [this.name, this.#epoch, this.#proposal, PROPOSALS, ...keys, 'within', AT_ONCE_MS, 'onset', beat];
    try {
      const replies = await this.#connection.ask('/melo/next', request, { timeout: AT_ONCE_SECONDS });
      return replies.map(noteOf).find((/** @type {Note} */ note) => note.pitch !== REST)?.pitch ?? null;
    } catch {
      return null; // the key sounds as it is
    }
  }

  /** Add a note that sounded. */
  add(/** @type {import('./notes.js').Placed} */ note) {
    this.#line = [...this.#line, { ...note, index: this.index, fallback: false }].slice(-KEPT);
    this.index += 1;
    [this.fixed, this.end] = [this.index, endOf(note)];
  }

  heard(
    /** @type {number} */ pitch, /** @type {number} */ velocity, /** @type {number} */ duration,
    /** @type {number|null} */ onset = null,
  ) {
    const place = onset === null ? [] : [onset];
    this.#connection.send('/melo/heard', [this.name, pitch, velocity, duration, ...place]);
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
      const context = restsBetween(this.#line.slice(-RETOLD), this.end);
      this.#newLine(context, context.length ? context[0].onset : this.end);
    } else if (this.#serverEnd < this.end - NEAR_BEATS) {
      this.heard(REST, 0, this.end - this.#serverEnd, this.#serverEnd);
    }
    this.#serverEnd = this.end;
    return this.index === this.#root.index ? this.#root.onset : this.end;
  }

  /** Begin a new line at the server, with these notes from an onset on. */
  #newLine(/** @type {import('./notes.js').Placed[]} */ notes, /** @type {number} */ onset) {
    if (this.#serverEnd !== null) this.index += LEAP;
    for (const note of notes) this.heard(note.pitch, note.velocity, note.duration, note.onset);
    this.#root = { index: this.index, onset };
  }

  /** Take new notes that belong at a beat; whether they are there. */
  #take(/** @type {Note[]} */ notes, /** @type {number} */ beat) {
    const aside = beat - notes[0].onset;
    const isMisplaced = Math.abs(aside) >= NEAR_BEATS;
    if (isMisplaced && !this.#wasMisplaced) { // what the server was told got lost: once more
      [this.#wasMisplaced, this.#serverEnd] = [true, Infinity];
      this.#newEpoch();
      return false;
    }
    const placed = isMisplaced ? notes.map((note) => ({ ...note, onset: note.onset + aside })) : notes;
    this.#line = [...this.#line, ...placed].slice(-KEPT);
    const last = placed[placed.length - 1];
    [this.index, this.end, this.#serverEnd] = [last.index + 1, endOf(last), endOf(notes[notes.length - 1])];
    this.#wasMisplaced = false;
    this.#stale = this.#stale.filter((note) => note.onset >= this.end - NEAR_BEATS);
    return true;
  }

  /** Notes that nothing replaced in time come as they were. */
  #keepStale(/** @type {number} */ latest) {
    while (this.#stale.length && this.#stale[0].onset < latest) {
      const note = /** @type {Note} */ (this.#stale.shift());
      if (note.onset < this.end - NEAR_BEATS) continue;
      this.#line.push({ ...note, index: this.index });
      [this.index, this.end, this.#serverEnd] = [this.index + 1, endOf(note), Infinity];
      this.#newEpoch();
    }
  }

  #newEpoch() {
    this.#epoch += 1;
  }
}

function endOf(/** @type {import('./notes.js').Placed} */ note) {
  return note.onset + note.duration;
}

/** @returns {Note} */
function noteOf(/** @type {import('./osc.js').OscMessage} */ { args }) {
  const [, , index, pitch, velocity, duration, onset, fallback] = args.map(Number);
  return {
    index, pitch, velocity: rounded(velocity), duration: rounded(duration), onset: rounded(onset),
    fallback: fallback === 1,
  };
}

/** Floats come with 32 bits, so that 0.8 arrives as 0.800000012. */
function rounded(/** @type {number} */ value) {
  return Math.round(value * DECIMALS) / DECIMALS;
}
