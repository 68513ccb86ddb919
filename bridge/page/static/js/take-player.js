// @ts-check
/**
 * Buttons that play a take on a piano: on the page of `evaluate --report`, and in docs/takes.md. They
 * need nothing else, so that both can have this and what it imports inside (bridge/report/player.py).
 *
 *   <button class="take-player" data-take="take 1" data-hands="[[[60, 0.8, 0, 0.5], ...], ...]" hidden>
 *
 * Hands are lists of notes: pitch, velocity (0 to 1), onset and length in seconds. The notes of the
 * first hand are drawn, in their order, as `.take` in the same figure, where there is one.
 */
import { piano, pianoBrightness } from './synthesis/piano.js';
import { room } from './synthesis/room.js';
import { loudness } from './synthesis/touch.js';

const PLAY = '▶\uFE0E Play';
const STOP = '■\uFE0E Stop';
const AHEAD = 0.35;
const TICK_MS = 60;
const LEAD_IN = 0.15;
const RELEASE = 0.06;
// Semitones from one computed pitch to the next.
const STEP = 3;

/** @typedef {[number, number, number, number]} TakeNote */

/** A piano in a room. */
class Piano {
  /** @type {Map<number, AudioBuffer>} */
  #buffers = new Map();
  /** @type {Set<AudioBufferSourceNode>} */
  #sounding = new Set();

  constructor() {
    this.context = new AudioContext();
    const limiter = new DynamicsCompressorNode(this.context, { threshold: -6, ratio: 12 });
    limiter.connect(this.context.destination);
    const walls = new ConvolverNode(this.context, { disableNormalization: true });
    walls.buffer = this.#buffer(room(this.context.sampleRate));
    this.out = new GainNode(this.context, { gain: 0.9 });
    this.out.connect(limiter);
    this.out.connect(new GainNode(this.context, { gain: 0.3 })).connect(walls).connect(limiter);
  }

  play(/** @type {TakeNote} */ [pitch, velocity, , seconds], /** @type {number} */ time) {
    const root = Math.round(pitch / STEP) * STEP;
    if (!this.#buffers.has(root)) this.#buffers.set(root, this.#buffer(piano(root, this.context.sampleRate)));
    const source = new AudioBufferSourceNode(this.context, {
      buffer: this.#buffers.get(root), playbackRate: 2 ** ((pitch - root) / 12),
    });
    const frequency = pianoBrightness(pitch, velocity);
    const filter = new BiquadFilterNode(this.context, { type: 'lowpass', frequency, Q: 0 });
    const gain = new GainNode(this.context, { gain: loudness(velocity) });
    gain.gain.setTargetAtTime(0, time + seconds, RELEASE);
    source.connect(filter).connect(gain).connect(this.out);
    source.start(time);
    source.stop(time + seconds + 8 * RELEASE);
    this.#sounding.add(source);
    source.onended = () => this.#sounding.delete(source);
  }

  silence() {
    for (const source of this.#sounding) source.stop();
  }

  #buffer(/** @type {import('./synthesis/waves.js').Stereo} */ { left, right }) {
    const options = { numberOfChannels: 2, length: left.length, sampleRate: this.context.sampleRate };
    const buffer = new AudioBuffer(options);
    buffer.copyToChannel(left, 0);
    buffer.copyToChannel(right, 1);
    return buffer;
  }
}

/** One take that plays. */
class Playback {
  #piano;
  #button;
  #drawn;
  #coming;
  #melody;
  #start;
  #timer;

  constructor(/** @type {Piano} */ instrument, /** @type {HTMLElement} */ button) {
    this.#piano = instrument;
    this.#button = button;
    /** @type {TakeNote[][]} */
    const hands = JSON.parse(button.dataset.hands ?? '[]');
    this.#melody = hands[0] ?? [];
    this.#coming = hands.flat().sort((one, other) => one[2] - other[2]);
    this.#drawn = button.closest('figure')?.querySelectorAll('.take') ?? [];
    // A pickup begins late in its bar: nobody has to wait for it.
    this.#start = instrument.context.currentTime + LEAD_IN - (this.#coming[0]?.[2] ?? 0);
    this.#timer = setInterval(() => this.#tick(), TICK_MS);
    say(button, STOP);
    this.#tick();
  }

  isOf(/** @type {HTMLElement} */ button) {
    return this.#button === button && this.#button.textContent === STOP;
  }

  stop() {
    clearInterval(this.#timer);
    this.#piano.silence();
    say(this.#button, PLAY);
    this.#light(-1);
  }

  /** Hand over what begins soon, and show what sounds. */
  #tick() {
    const now = this.#piano.context.currentTime - this.#start;
    while (this.#coming.length && this.#coming[0][2] < now + AHEAD) {
      const note = /** @type {TakeNote} */ (this.#coming.shift());
      this.#piano.play(note, this.#start + note[2]);
    }
    this.#light(now);
    const end = Math.max(...this.#melody.map(([, , onset, seconds]) => onset + seconds));
    if (!this.#coming.length && now > end) this.stop();
  }

  #light(/** @type {number} */ now) {
    for (const [number, note] of this.#drawn.entries()) {
      const [, , onset, seconds] = this.#melody[number] ?? [0, 0, Infinity, 0];
      note.classList.toggle('sounding', now >= onset && now < onset + seconds);
    }
  }
}

/** What a button does next, also for those who hear it without the take beside. */
function say(/** @type {HTMLElement} */ button, /** @type {string} */ text) {
  button.textContent = text;
  button.setAttribute('aria-label', `${text.slice(3)} ${button.dataset.take}`);
}

function wireTakePlayers() {
  /** @type {Piano|null} */
  let instrument = null;
  /** @type {Playback|null} */
  let playback = null;
  for (const button of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll('.take-player'))) {
    button.hidden = false;
    say(button, PLAY);
    button.addEventListener('click', () => {
      const wasPlaying = playback?.isOf(button);
      playback?.stop();
      if (wasPlaying) return;
      instrument ??= new Piano();
      instrument.context.resume();
      playback = new Playback(instrument, button);
    });
  }
}

if (document.readyState === 'loading') document.addEventListener('DOMContentLoaded', wireTakePlayers);
else wireTakePlayers();
