// @ts-check
/**
 * The chosen voice: its knobs and its choices.
 *
 *   const panel = new VoicePanel({title, choices, knobs, hint}, {settings, protocol, controlOf, onlearn});
 *   panel.choose(0)             shows this voice
 * Knobs with the same name are those of docs/knobs.md.
 */
import { choice, element } from './dom.js';
import { makeKnob } from './knob.js';
import { scaleOf } from './knob-scale.js';
import { noteName } from './names.js';
import { voiceColour } from './palette.js';
import { usualOf } from './schema.js';

const TERMS = ['harmony', 'smoothness', 'variety', 'style', 'form'];
const OTHERS = [
  'temperature', 'taste', 'density', 'colour', 'syncopation', 'rests', 'swing', 'follow', 'low', 'high', 'morph',
];
const OUTSIDE_KNOBS = new Set(['follow', 'low', 'high', 'agent', 'character', 'mode', 'listen']);
const MODES = {
  generate: 'plays by itself',
  answer: 'answers you',
  duet: 'plays along',
  pitch: 'your rhythm',
};
const CHORD_TONES = { free: 'not needed', strong: 'on strong beats', all: 'always' };
const OUTSIDE = { chord: 'chord notes', never: 'never' };
const ANY = 'any';
const NOBODY = { value: '', text: 'nobody' };
const LENGTHS = [
  { value: 'any', text: 'any lengths' },
  { value: '1', text: 'quarters' },
  { value: '0.5 1', text: 'eighths, quarters' },
  { value: '0.5 1 1.5 2', text: 'eighths to halves' },
  { value: '1 2 4', text: 'quarters to wholes' },
  { value: '0.25 0.5', text: 'sixteenths, eighths' },
  { value: '1/3 2/3 1', text: 'triplets' },
];

export class VoicePanel {
  #places;
  #parts;
  #index = 0;
  /** @type {Map<string, any>} */
  #knobs = new Map();
  /** @type {Map<string, HTMLSelectElement>} */
  #selects = new Map();

  /** @param {{title: HTMLElement, choices: HTMLElement, knobs: HTMLElement, hint: HTMLElement}} places
   * @param {{settings: any, protocol: any, controlOf: (path: string) => string,
   *   onlearn: (path: string, label: string) => void}} parts controlOf: the MIDI control of a knob, or '' */
  constructor(places, parts) {
    this.#places = places;
    this.#parts = parts;
    parts.settings.addEventListener('change', (/** @type {any} */ event) => this.#changed(event.detail.path));
  }

  choose(/** @type {number} */ index) {
    this.#index = index;
    const voice = this.#voice();
    if (!voice) return;
    const { title, knobs } = this.#places;
    this.#knobs.clear();
    title.textContent = voice.name;
    title.parentElement?.style.setProperty('--voice', voiceColour(index));
    knobs.replaceChildren(this.#row('terms', TERMS), this.#row('rest', OTHERS));
    this.#showChoices();
  }

  #voice() {
    return this.#parts.settings.state.voices[this.#index];
  }

  #path(/** @type {string} */ name) {
    return `voices.${this.#index}.${this.#target(name)}`;
  }

  /** The path inside of a voice. */
  #target(/** @type {string} */ name) {
    return OUTSIDE_KNOBS.has(name) ? name : `knobs.${name}`;
  }

  #value(/** @type {string} */ name) {
    const voice = this.#voice();
    return OUTSIDE_KNOBS.has(name) ? voice[name] : voice.knobs[name];
  }

  #row(/** @type {string} */ kind, /** @type {string[]} */ names) {
    return element('div', { class: `row ${kind}` }, ...names.map((name) => this.#knob(name)));
  }

  #knob(/** @type {string} */ name) {
    const { settings, protocol, onlearn } = this.#parts;
    const key = protocol.keys.find((/** @type {any} */ one) => one.name === name);
    const path = this.#path(name);
    const usual = usualOf(this.#target(name));
    const isPitch = key.kind === 'p';
    const knob = makeKnob({
      name,
      label: name,
      tip: key.text,
      value: this.#value(name),
      scale: scaleOf(key.low, key.high, usual, isPitch),
      ...(isPitch ? { write: noteName } : {}),
      onturn: (value) => settings.set(path, value),
    });
    knob.addEventListener('learn', () => onlearn(path, `${name} of ${this.#voice().name}`));
    for (const type of ['focus', 'pointerenter'])
      knob.addEventListener(type, () => this.#hint(name, key.text));
    this.#knobs.set(path, knob);
    return knob;
  }

  /** What the knob under hand or pointer does. */
  #hint(/** @type {string} */ name, /** @type {string} */ text) {
    const control = this.#parts.controlOf(this.#target(name));
    this.#places.hint.textContent = `${name}: ${text}${control ? `; ${control}` : ''}.`;
  }

  #changed(/** @type {string} */ path) {
    if (!this.#voice()) return;
    const name = path.split('.').at(-1) ?? '';
    const [knob, select] = [this.#knobs.get(path), this.#selects.get(path)];
    if (path === 'voices') this.choose(this.#index);
    else if (path === this.#path('agent')) this.#showChoices();
    else if (knob) knob.value = this.#value(name);
    else if (select) this.#showValue(select, name);
  }

  #showChoices() {
    const { agents } = this.#parts.protocol;
    const names = agents.map((/** @type {any} */ one) => one.name);
    const agent = agents.find((/** @type {any} */ one) => one.name === this.#voice().agent);
    const wasFocused = this.#selects.get(this.#path('agent')) === document.activeElement;
    this.#selects.clear();
    this.#places.choices.replaceChildren(
      this.#choice('Agent', 'agent', names),
      this.#choice('Character', 'character', [...new Set([ANY, ...(agent?.characters ?? [])])]),
      this.#choice('Mode', 'mode', named(MODES)),
      this.#choice('Lengths', 'durations', LENGTHS),
      this.#choice('Chord tones', 'chord_tones', named(CHORD_TONES)),
      this.#choice('Off the scale', 'outside', named(OUTSIDE)),
      this.#choice('Listens to', 'listen', [NOBODY, ...this.#otherVoices()]),
      this.#choice('Morphs to', 'morph_to', [{ ...NOBODY, value: 'none' }, ...names]),
    );
    if (wasFocused) this.#selects.get(this.#path('agent'))?.focus();
  }

  #choice(/** @type {string} */ label, /** @type {string} */ name, /** @type {any[]} */ options) {
    const path = this.#path(name);
    const take = (/** @type {string} */ value) =>
      name === 'agent' ? this.#setAgent(value) : this.#parts.settings.set(path, value || null);
    const made = choice(label, options, '', take);
    const select = made.querySelector('select');
    this.#selects.set(path, select);
    this.#showValue(select, name);
    return made;
  }

  /** What a link or another client chose may not be in the list. */
  #showValue(/** @type {HTMLSelectElement} */ select, /** @type {string} */ name) {
    const value = this.#value(name) ?? '';
    const isListed = [...select.options].some((option) => option.value === value);
    if (!isListed) select.append(element('option', { value, text: value }));
    select.value = value;
  }

  /** An agent that doesn't know the character of the one before plays any. */
  #setAgent(/** @type {string} */ name) {
    const { settings, protocol } = this.#parts;
    const agent = protocol.agents.find((/** @type {any} */ one) => one.name === name);
    if (!agent.characters.includes(this.#voice().character))
      settings.set(`voices.${this.#index}.character`, ANY);
    settings.set(`voices.${this.#index}.agent`, name);
  }

  #otherVoices() {
    const { voices } = this.#parts.settings.state;
    return voices
      .map((/** @type {any} */ one) => one.name)
      .filter((/** @type {string} */ name) => name !== this.#voice().name);
  }
}

const named = (/** @type {Record<string, string>} */ texts) =>
  Object.entries(texts).map(([value, text]) => ({ value, text }));
