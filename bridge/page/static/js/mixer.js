// @ts-check
/** The way of all sound: a channel for each voice, one room for all, a limiter at the end. */

import { instrumentOf } from './instruments.js';
import { audioBuffer } from './samples.js';
import { room } from './synthesis/room.js';
import Tone from './tone.js';

// The volume at which a voice sounds as it is.
const FULL = 0.8;
// All together, for as many voices as sound at full level; more of them share it.
const MASTER = 0.85;
const AT_FULL_LEVEL = 4;
const CEILING_DB = -3;
// Up to here the last stage changes nothing; what is beyond never goes over 1.
const LINEAR = 0.75;
const LOUDEST = 4;
// Where voices stand, from left (-1) to right (1), in the order in which they come.
const PLACES = [0, -0.3, 0.3, -0.16, 0.16, -0.45, 0.45];

export class Mixer {
  /** @type {Map<string, {voice: string, input: any}>} */
  #channels = new Map();
  /** @type {Map<string, number>} */
  #volumes = new Map();
  #master;
  #room;

  /** @param {number} rate samples a second, of the context in which it is made */
  constructor(rate) {
    this.#master = new Tone.Gain(MASTER);
    const shaper = new Tone.WaveShaper((/** @type {number} */ x) => rounded(LOUDEST * x), 16385);
    this.#master.chain(
      new Tone.Limiter(CEILING_DB), new Tone.Gain(1 / LOUDEST), shaper, Tone.getDestination(),
    );
    // The room has no rumble.
    const clear = new Tone.BiquadFilter({ type: 'highpass', frequency: 160, Q: 0.5 });
    const walls = new Tone.Convolver({ url: audioBuffer(room(rate), rate), normalize: false });
    this.#room = clear.chain(walls, this.#master);
  }

  /**
   * Where the notes of a voice go.
   *
   * @param {string} voice
   * @param {string} instrument
   * @returns {any} a node of Tone
   */
  channel(voice, instrument) {
    const key = `${voice} ${instrument}`;
    const channel = this.#channels.get(key) ?? this.#open(voice, instrument);
    if (!this.#channels.has(key)) {
      this.#channels.set(key, channel);
      this.#share();
    }
    return channel.input;
  }

  /**
   * @param {string} voice
   * @param {number} volume 0 to 1
   */
  setVolume(voice, volume) {
    this.#volumes.set(voice, volume);
    for (const { voice: other, input } of this.#channels.values()) {
      if (other === voice) input.gain.rampTo(gainOf(volume), 0.03);
    }
  }

  #open(/** @type {string} */ voice, /** @type {string} */ name) {
    const input = new Tone.Gain(gainOf(this.#volumes.get(voice) ?? FULL));
    const place = new Tone.Panner({ pan: this.#place(name), channelCount: 2 });
    const send = new Tone.Gain(instrumentOf(name).room).connect(this.#room);
    input.connect(place);
    place.connect(this.#master);
    place.connect(send);
    return { voice, input };
  }

  /** Give each voice its part of the level. */
  #share() {
    const voices = new Set([...this.#channels.values()].map((one) => one.voice)).size;
    this.#master.gain.rampTo(MASTER / Math.sqrt(Math.max(1, voices / AT_FULL_LEVEL)), 0.2);
  }

  /** Basses and drums stand in the middle. */
  #place(/** @type {string} */ name) {
    return ['bass', 'kit'].includes(name) ? 0 : PLACES[this.#channels.size % PLACES.length];
  }
}

/** A sample that is never over 1: what is too loud is bent, not cut. */
function rounded(/** @type {number} */ sample) {
  const over = Math.abs(sample) - LINEAR;
  if (over <= 0) return sample;
  return Math.sign(sample) * (LINEAR + (1 - LINEAR) * Math.tanh(over / (1 - LINEAR)));
}

function gainOf(/** @type {number} */ volume) {
  return (Math.min(1, Math.max(0, volume)) / FULL) ** 2;
}
