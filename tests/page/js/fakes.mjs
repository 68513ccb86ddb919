/** A server, a sound, a ticker and a socket that run without time, network or loudspeaker. */
import { MeloError, NoAnswer } from '../../../bridge/page/static/js/errors.js';

const NO_EPOCH = -(2 ** 31);
const WHERE_NEXT = 4;

/**
 * A connection to a server whose notes are quarters that count up from the seed: as in the real
 * one, (epoch, index) names a note, a repeated request gives it again.
 */
export class FakeConnection extends EventTarget {
  voices = new Map();
  /** What was asked and sent: [address, ...args]. */
  log = [];
  isSilent = false;
  /** address -> text of the error that answers it. */
  refusals = new Map();

  send(address, args) {
    this.log.push([address, ...args]);
    if (this.isSilent || address !== '/melo/heard') return;
    const [name, pitch, , duration, onset] = args;
    const voice = this.#voice(name);
    if (onset !== undefined) voice.end = onset + duration;
    voice.heard.push(pitch);
  }

  async ask(address, args) {
    this.log.push([address, ...args]);
    await Promise.resolve();
    if (this.isSilent) throw new NoAnswer();
    const refusal = this.refusals.get(address);
    const text = typeof refusal === 'function' ? refusal(args) : refusal;
    if (text) throw new MeloError(text, WHERE_NEXT);
    return this.#answer(address, args);
  }

  /** The server begins anew, and knows no voice. */
  forget() {
    this.voices.clear();
  }

  asked(address) {
    return this.log.filter(([asked]) => asked === address);
  }

  #answer(address, args) {
    const voice = this.#voice(args[0]);
    switch (address) {
      case '/melo/next': return this.#next(voice, args);
      case '/melo/get': return [reply('/melo/value', [args[0], args[1], voice.epoch])];
      case '/melo/reset':
        this.voices.set(args[0], freshVoice());
        return [reply('/melo/value', [args[0], 'index', 0])];
      case '/melo/why': return [reply('/melo/because', [args[0], args[1], 'pitch', 60, 'rank', 1, 'alternatives', 0])];
      default: return [reply('/melo/learned', [args[0], 1, 1])];
    }
  }

  #next(voice, [name, epoch, index, count, ...pairs]) {
    const keys = Object.fromEntries(chunks(pairs));
    if (epoch < voice.epoch) return new Promise(() => {});
    if (epoch > voice.epoch) for (const known of [...voice.notes.keys()]) if (known >= index) voice.notes.delete(known);
    voice.epoch = epoch;
    const replies = [];
    for (let number = index; number < index + count; number += 1) {
      if (!voice.notes.has(number)) voice.notes.set(number, this.#compose(voice, number, keys));
      const note = voice.notes.get(number);
      replies.push(reply('/melo/note', [name, epoch, number, note.pitch, 0.800000012, 1, note.onset, 0]));
    }
    return replies;
  }

  #compose(voice, number, keys) {
    const before = voice.notes.get(number - 1);
    const start = before ? before.onset + 1 : keys.onset;
    const onset = voice.end !== null && voice.end > start ? voice.end : start;
    voice.end = null;
    voice.composed += 1;
    return { onset, pitch: 60 + ((keys.seed + voice.composed + Math.round(10 * keys.harmony)) % 24) };
  }

  #voice(name) {
    if (!this.voices.has(name)) this.voices.set(name, freshVoice());
    return this.voices.get(name);
  }
}

function freshVoice() {
  return { epoch: NO_EPOCH, notes: new Map(), end: null, heard: [], composed: 0 };
}

function reply(address, args) {
  return { address, args };
}

function chunks(pairs) {
  return pairs.filter((_, i) => i % 2 === 0).map((key, i) => [key, pairs[2 * i + 1]]);
}

/** A sound whose clock is set by hand: `sound.time = 2`. */
export class FakeSound {
  time = 10;
  /** What was played: {voice, instrument, pitch, velocity, seconds, time}. */
  played = [];
  /** Calls of the others: [name, ...arguments]. */
  calls = [];

  async unlock() { this.calls.push(['unlock']); }

  now() { return this.time; }

  play(voice, instrument, event) { this.played.push({ voice, instrument, ...event }); }

  noteOn(...values) { this.calls.push(['noteOn', ...values]); }

  noteOff(...values) { this.calls.push(['noteOff', ...values]); }

  silence(voice) {
    this.calls.push(['silence', voice]);
    this.played = this.played.filter((one) => (voice !== undefined && one.voice !== voice) || one.time <= this.time);
  }

  setVolume(...values) { this.calls.push(['setVolume', ...values]); }
}

/** Ticks when it is told to. */
export class FakeTicker {
  start(tick) { this.tick = tick; }

  hurry(isSounding) { this.isHurried = isSounding; }

  stop() { this.tick = null; }
}

/** A WebSocket without a network: what was sent is in `sent`; open(), drop(), receive(data). */
export class FakeSocket {
  readyState = 0;
  sent = [];

  send(data) { this.sent.push(data); }

  open() { this.readyState = 1; this.onopen(); }

  drop() { this.readyState = 3; this.onclose(); }

  receive(data) { this.onmessage({ data }); }

  close() { this.readyState = 3; }
}

/** Let everything that doesn't wait for time happen. */
export async function settled() {
  for (let turn = 0; turn < 500; turn += 1) await Promise.resolve();
}
