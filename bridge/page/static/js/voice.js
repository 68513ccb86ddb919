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
    return [...this.#line, ...old].filter((note) => note.onset < this.until - NEAR_BEATS);
  }

  async reset(/** @type {number} */ beat) {
    this.#newEpoch();
    [this.#line, this.#stale] = [[], []];
    [this.index, this.fixed, this.end] = [0, 0, beat];
    [this.#serverEnd, this.#isDoubtful] = [null, false];
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
    const after = end(cut[cut.length - 1]);
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
    const begun = this.#line.filter((note) => note.onset <= beat && note.pitch !== REST);
    return begun.length ? begun[begun.length - 1].index : 0;
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
    const known = this.#serverEnd;
    if (known !== null && Math.abs(known - this.end) < NEAR_BEATS) return this.end;
    if (known !== null && known < this.end) {
      this.heard(REST, 0, this.end - known, known);
      this.#serverEnd = this.end;
      return this.end;
    }
    if (known !== null) this.index += LEAP;
    const context = restsBetween(this.#line.slice(-RETOLD), this.end);
    for (const note of context) this.heard(note.pitch, note.velocity, note.duration, note.onset);
    return context.length ? context[0].onset : this.end;
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
    [this.index, this.end, this.#serverEnd] = [last.index + 1, end(last), end(notes[notes.length - 1])];
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
      [this.index, this.end, this.#serverEnd] = [this.index + 1, end(note), Infinity];
      this.#newEpoch();
    }
  }

  #newEpoch() {
    this.#epoch += 1;
  }
}

function end(/** @type {Note} */ note) {
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
