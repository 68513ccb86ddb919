// @ts-check
/**
 * Notes to MIDI outputs at exact times, and silence. Pure but for the outputs, which are given.
 *
 *   const outputs = new MidiOutputs({audioSeconds: () => sound.now(), latency: () => sound.latency});
 *   outputs.ports = new Map([['id', output]])        anything with send(bytes, milliseconds)
 *   outputs.play({output: 'id', channel: 1}, {pitch, velocity, seconds, time})
 *   outputs.noteOn({output: 'id', channel: 1}, pitch, velocity);  outputs.noteOff({...}, pitch)     at once
 *   outputs.silence({output: 'id', channel: 1});  outputs.silence()
 *
 * @typedef {{output: string, channel: number}} Destination
 * @typedef {{send: (bytes: number[], milliseconds?: number) => void}} OutputPort
 * @typedef {{output: string, channel: number, pitch: number, on: number, off: number}} Sent
 */
import { allNotesOff, noteOff, noteOn } from './midi-messages.js';
import { MidiTimes } from './midi-times.js';

/** A note that was sent ahead can't be taken back: it ends this long after it began. */
const BLIP_MS = 1;

export class MidiOutputs {
  #audioSeconds;
  #latency;
  #now;
  #times = new MidiTimes();
  /** @type {Sent[]} */
  #sent = [];
  /** @type {Map<string, OutputPort>} */
  ports = new Map();

  /**
   * @param {{audioSeconds: () => number, latency?: () => number, now?: () => number}} clocks
   *   latency: seconds from the audio clock to the loudspeaker, so that both sound together
   */
  constructor({ audioSeconds, latency = () => 0, now = () => performance.now() }) {
    this.#audioSeconds = audioSeconds;
    this.#latency = latency;
    this.#now = now;
  }

  play(
    /** @type {Destination} */ { output, channel },
    /** @type {{pitch: number, velocity: number, seconds: number, time: number}} */ event,
  ) {
    const port = this.ports.get(output);
    if (!port) return;
    this.#times.observe(this.#audioSeconds(), this.#now());
    const on = this.#times.milliseconds(event.time + this.#latency());
    const off = on + 1000 * event.seconds;
    port.send(noteOn(channel, event.pitch, event.velocity), on);
    port.send(noteOff(channel, event.pitch), off);
    this.#sent = this.#sent.filter((one) => one.off > this.#now());
    this.#sent.push({ output, channel, pitch: event.pitch, on, off });
  }

  /** Begin a note that sounds until noteOff(), or silence(). */
  noteOn(
    /** @type {Destination} */ { output, channel },
    /** @type {number} */ pitch, /** @type {number} */ velocity,
  ) {
    const port = this.ports.get(output);
    if (!port) return;
    port.send(noteOn(channel, pitch, velocity));
    this.#sent.push({ output, channel, pitch, on: this.#now(), off: Infinity });
  }

  noteOff(/** @type {Destination} */ destination, /** @type {number} */ pitch) {
    const isMeant = (/** @type {Sent} */ one) =>
      one.off === Infinity && one.pitch === pitch && isAt(one, destination);
    if (!this.#sent.some(isMeant)) return;
    this.#sent = this.#sent.filter((one) => !isMeant(one));
    this.ports.get(destination.output)?.send(noteOff(destination.channel, pitch));
  }

  /** End all notes, also those to come, of one destination or of all. */
  silence(/** @type {Destination|undefined} */ destination = undefined) {
    const ended = this.#sent.filter((one) => !destination || isAt(one, destination));
    this.#sent = this.#sent.filter((one) => !ended.includes(one));
    for (const { output, channel, pitch, on } of ended) {
      const at = Math.max(this.#now(), on + BLIP_MS);
      this.ports.get(output)?.send(noteOff(channel, pitch), at);
    }
    for (const { output, channel } of distinct(ended)) this.ports.get(output)?.send(allNotesOff(channel));
  }
}

function isAt(/** @type {Sent} */ sent, /** @type {Destination} */ { output, channel }) {
  return sent.output === output && sent.channel === channel;
}

/** @returns {Destination[]} */
function distinct(/** @type {Sent[]} */ sent) {
  return [...new Map(sent.map((one) => [`${one.output} ${one.channel}`, one])).values()];
}
