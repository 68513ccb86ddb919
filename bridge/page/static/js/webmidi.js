// @ts-check
/**
 * MIDI in the browser: keyboards, knobs and pedals in, notes out. Without it the page plays on, and
 * `problem` says in one sentence what is missing.
 *
 *   const midi = new WebMidi({sound, rangeOf: (path) => ({low: 0, high: 2})});
 *   await midi.open()                       asks the person; false: see midi.problem
 *   midi.inputs, midi.outputNames           [{id, name}]
 *   midi.choose(id)                         whose keys are heard; '' is all inputs
 *   midi.learn('knobs.harmony')             the next knob that is moved turns it; '' stops waiting
 *   midi.controlOf('knobs.harmony')         'CC 16'
 *   midi.outputs                            .play(destination, event), .silence(): see midi-output.js
 *
 * Events: key {down, pitch, velocity}; turn {path, value}; press {action: good|bad|undo|panic};
 * learned {target, control}; ports. `knobs.harmony` and `follow` are of the chosen voice.
 */
import { ACTIONS, MidiControls, scaled } from './midi-controls.js';
import { readMessage } from './midi-messages.js';
import { MidiOutputs } from './midi-output.js';

const STORED = 'melobridge.midi';
const MISSING = 'This browser has no Web MIDI: take Chrome, Edge or Firefox, or `melobridge play` for MIDI.';
const INSECURE = 'Browsers give MIDI only to pages of their own machine: open the page as http://127.0.0.1.';
const REFUSED = 'The browser refused MIDI: allow it for this page beside its address, then try again.';

export class WebMidi extends EventTarget {
  /** @type {any} */
  #access = null;
  #controls = new MidiControls(kept());
  #rangeOf;
  #chosen = '';
  problem = '';

  /** @param {{sound: any, rangeOf: (path: string) => {low: number, high: number}|null}} parts */
  constructor({ sound, rangeOf }) {
    super();
    this.#rangeOf = rangeOf;
    this.outputs = new MidiOutputs({ audioSeconds: () => sound.now(), latency: () => sound.latency });
  }

  /** Ask for MIDI. @returns {Promise<boolean>} whether it is there */
  async open() {
    if (this.#access) return true;
    const ask = /** @type {any} */ (navigator).requestMIDIAccess;
    if (!ask) {
      this.problem = self.isSecureContext ? MISSING : INSECURE;
      return false;
    }
    try {
      this.#access = await ask.call(navigator, { sysex: false });
    } catch {
      this.problem = REFUSED;
      return false;
    }
    this.problem = '';
    this.#access.addEventListener('statechange', () => this.#connect());
    this.#connect();
    return true;
  }

  get inputs() {
    return names(this.#access?.inputs);
  }

  get outputNames() {
    return names(this.#access?.outputs);
  }

  choose(/** @type {string} */ id) {
    this.#chosen = id;
  }

  learn(/** @type {string} */ target) {
    this.#controls.learn(target);
  }

  controlOf(/** @type {string} */ target) {
    return this.#controls.controlOf(target);
  }

  /** Listen to what is plugged in now. */
  #connect() {
    this.outputs.ports = new Map(this.#access.outputs);
    for (const [id, input] of this.#access.inputs) {
      input.onmidimessage = (/** @type {any} */ { data }) => this.#hear(id, data);
    }
    this.#tell('ports', {});
  }

  #hear(/** @type {string} */ id, /** @type {Uint8Array} */ data) {
    const message = readMessage(data);
    if (!message || (this.#chosen && this.#chosen !== id)) return;
    const move = this.#controls.take(message);
    if (move?.learned) this.#learned(move.target);
    else if (move) this.#move(move);
    else if (message.kind !== 'control' && !this.#controls.isPad(message)) this.#key(message);
  }

  #key(/** @type {import('./midi-messages.js').MidiMessage} */ { kind, number, value }) {
    this.#tell('key', { down: kind === 'on', pitch: number, velocity: value / 127 });
  }

  #move(/** @type {import('./midi-controls.js').ControlMove} */ { target, position }) {
    if (ACTIONS.includes(target)) {
      this.#tell('press', { action: target });
      return;
    }
    const range = this.#rangeOf(target);
    if (range) this.#tell('turn', { path: target, value: scaled(position, range) });
  }

  #learned(/** @type {string} */ target) {
    try {
      localStorage.setItem(STORED, JSON.stringify(this.#controls));
    } catch {
      // A browser that keeps nothing forgets it with the tab.
    }
    this.#tell('learned', { target, control: this.#controls.controlOf(target) });
  }

  #tell(/** @type {string} */ type, /** @type {any} */ detail) {
    this.dispatchEvent(new CustomEvent(type, { detail }));
  }
}

/** @returns {{id: string, name: string}[]} */
function names(/** @type {Map<string, any>|undefined} */ ports) {
  return ports ? [...ports.values()].map(({ id, name }) => ({ id, name: name ?? id })) : [];
}

function kept() {
  try {
    return JSON.parse(localStorage.getItem(STORED) ?? '{}');
  } catch {
    return {};
  }
}
