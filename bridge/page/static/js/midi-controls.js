// @ts-check
/**
 * What the knobs, pedals and pads of a MIDI controller do: by default as `melobridge play` has it, and
 * what was learned on top. Pure.
 *
 *   const controls = new MidiControls(JSON.parse(kept));
 *   controls.learn('knobs.harmony')      the next control that is moved gets this target
 *   controls.take(message) -> {target, position, learned}, or null: it is music, or does nothing
 *   controls.controlOf('knobs.harmony') -> 'CC 16', or ''
 *   JSON.stringify(controls)
 *   scaled(0.5, {low: 0, high: 2}) -> 1
 *
 * A target is the path of a setting (`knobs.harmony` is of the chosen voice) or one of ACTIONS.
 *
 * @typedef {import('./midi-messages.js').MidiMessage} MidiMessage
 * @typedef {{target: string, position: number, learned: boolean}} ControlMove position: 0 to 1
 */

export const ACTIONS = ['good', 'bad', 'undo', 'panic'];
/** A pedal at this value or above is down. */
const DOWN = 64;
const DECIMALS = 2;
const DEFAULT = Object.freeze({
  'cc 16': 'knobs.harmony',
  'cc 17': 'knobs.smoothness',
  'cc 18': 'knobs.variety',
  'cc 19': 'knobs.style',
  'cc 20': 'knobs.form',
  'cc 21': 'knobs.temperature',
  'cc 22': 'follow',
  'cc 23': 'knobs.taste',
  'cc 24': 'knobs.density',
  'cc 26': 'knobs.syncopation',
  'cc 27': 'knobs.rests',
  'cc 28': 'knobs.swing',
  'cc 29': 'knobs.colour',
  'cc 64': 'good',
  'cc 67': 'bad',
  'cc 80': 'good',
  'cc 81': 'bad',
  'cc 82': 'undo',
  'cc 120': 'panic',
  'cc 123': 'panic',
});
const CONTROL = /^(cc|note) \d{1,3}(\/\d{1,2})?$/;

export class MidiControls {
  /** @type {Map<string, string>} */
  #learned;
  /** @type {Map<string, number>} */
  #values = new Map();
  /** The target that waits for its control; '' for none. */
  wanted = '';

  /** @param {unknown} kept what JSON gave of one before; nonsense in it is left out */
  constructor(kept = {}) {
    const entries = kept !== null && typeof kept === 'object' ? Object.entries(kept) : [];
    this.#learned = new Map(entries.filter(
      ([control, target]) => CONTROL.test(control) && typeof target === 'string',
    ));
  }

  /** Give the next control that is moved to a target; '' for none. */
  learn(/** @type {string} */ target) {
    this.wanted = target;
  }

  /** @returns {ControlMove|null} */
  take(/** @type {MidiMessage} */ message) {
    const [here, anywhere] = names(message);
    const before = this.#values.get(here) ?? 0;
    this.#values.set(here, message.kind === 'off' ? 0 : message.value);
    if (this.#learns(message)) return this.#keep(here, message);
    const target = this.#target(here) ?? this.#target(anywhere);
    if (!target) return null;
    if (ACTIONS.includes(target) && !isPress(message, before)) return null;
    return { target, position: message.value / 127, learned: false };
  }

  /** Whether a note is a pad that has something to do, and no music. */
  isPad(/** @type {MidiMessage} */ message) {
    return message.kind !== 'control' && names(message).some((name) => this.#learned.has(name));
  }

  /** What moves a target, in words. */
  controlOf(/** @type {string} */ target) {
    const usual = Object.entries(DEFAULT).filter(([control]) => !this.#learned.has(control));
    const found = [...this.#learned, ...usual].find(([, to]) => to === target)?.[0] ?? '';
    return found.replace('cc', 'CC').replace('/', ', channel ');
  }

  toJSON() {
    return Object.fromEntries(this.#learned);
  }

  /** Keys are music, so only an action can be given to a note. */
  #learns(/** @type {MidiMessage} */ { kind }) {
    if (!this.wanted || kind === 'off') return false;
    return kind === 'control' || ACTIONS.includes(this.wanted);
  }

  /** @returns {ControlMove} */
  #keep(/** @type {string} */ control, /** @type {MidiMessage} */ message) {
    const target = this.wanted;
    for (const [other, to] of this.#learned) if (to === target) this.#learned.delete(other);
    this.#learned.set(control, target);
    this.wanted = '';
    return { target, position: message.value / 127, learned: true };
  }

  #target(/** @type {string} */ control) {
    return this.#learned.get(control) ?? DEFAULT[/** @type {keyof typeof DEFAULT} */ (control)];
  }
}

/** The names of a control: on its channel, and on any. */
function names(/** @type {MidiMessage} */ { kind, number, channel }) {
  const name = `${kind === 'control' ? 'cc' : 'note'} ${number}`;
  return [`${name}/${channel}`, name];
}

/** Whether a pad is hit, or a pedal goes down. */
function isPress(
  /** @type {MidiMessage} */ { kind, number, value }, /** @type {number} */ before,
) {
  if (kind !== 'control') return kind === 'on';
  return number >= 120 || (value >= DOWN && before < DOWN);
}

/** A position from 0 to 1 as a value of a knob, in steps that can be read. */
export function scaled(/** @type {number} */ position, /** @type {{low: number, high: number}} */ { low, high }) {
  return Number((low + (high - low) * position).toFixed(DECIMALS));
}
