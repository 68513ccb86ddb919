// @ts-check
/**
 * What the page's settings are: the fields of the state, their defaults and what may stand in them.
 * Pure. Numbers are clamped into their range; whatever else doesn't fit is refused by a
 * SettingsError with one sentence.
 *
 *   SONG_FIELDS, VOICE_FIELDS     [{path, asked, check(value, protocol)}]; asked: the server is told
 *   freshState(random), freshVoice(number, random)    the defaults; random() gives a seed
 *   usualOf("knobs.harmony") -> 1      the default of a field of a voice
 *   isAsked("tempo"), isAsked("knobs.harmony") -> whether the server is told
 *
 * @typedef {{name: string, low?: number, high?: number, choices?: string[]}} Key
 * @typedef {{keys: Key[], scales: string[], meters: Array<{name: string}>,
 *   agents: Array<{name: string, characters: string[]}>}} Protocol   what /protocol.json says
 * @typedef {{path: string, asked: boolean, check: (value: any, protocol: Protocol) => any}} Field
 */

import { valueAt } from './paths.js';

export const MOST_VOICES = 16;
export const MODES = ['generate', 'answer', 'duet', 'pitch'];
export const INSTRUMENTS = ['piano', 'pluck', 'pad', 'bass', 'kit'];
/** How much a voice takes up of what it hears, if nobody said how much. */
export const USUAL_FOLLOW = 0.5;

/** What sounds of the person's own keys goes by this name, which no voice may have. */
export const KEYS = 'keys';

const LARGEST_SEED = 2 ** 31 - 1;
const LONGEST_TEXT = 128;
const NAME = /^[A-Za-z0-9_.-]{1,32}$/;
const TONIC = /^[A-G][#b]?$/;
const WEIGHTS = ['harmony', 'smoothness', 'variety', 'style', 'form'];
const RHYTHM = ['syncopation', 'rests', 'swing'];
const USUAL_NAMES = ['lead', 'second', 'third', 'bass'];

export class SettingsError extends Error {}

/** @type {Field[]} */
export const SONG_FIELDS = [
  field('tempo', ranged('tempo')),
  field('meter', meter),
  field('key', matching(TONIC, 'a note name such as F# or Bb')),
  field('scale', scale),
  field('chords', text),
  field('bars', ranged('bars', { whole: true })),
  field('backing.chords', flag, false),
  field('backing.bass', flag, false),
  field('backing.kit', flag, false),
  field('sound', oneOf(['internal', 'midi']), false),
];

/** Fields of one voice. @type {Field[]} */
export const VOICE_FIELDS = [
  field('name', voiceName),
  field('agent', agent),
  field('character', text),
  field('mode', oneOf(MODES), false),
  field('instrument', oneOf(INSTRUMENTS), false),
  field('low', ranged('low', { whole: true })),
  field('high', ranged('high', { whole: true })),
  field('volume', between(0, 1), false),
  field('muted', flag, false),
  field('midi', midi, false),
  field('seed', between(0, LARGEST_SEED, true)),
  field('listen', (value) => (value === null ? null : voiceName(value))),
  field('follow', ranged('follow')),
  ...WEIGHTS.map((name) => field(`knobs.${name}`, ranged(name))),
  field('knobs.temperature', ranged('temperature')),
  field('knobs.taste', ranged('taste')),
  field('knobs.density', ranged('density')),
  field('knobs.colour', ranged('colour')),
  ...RHYTHM.map((name) => field(`knobs.${name}`, ranged(name))),
  field('knobs.durations', text),
  field('knobs.chord_tones', chosen('chord_tones')),
  field('knobs.outside', chosen('outside')),
  field('knobs.morph_to', (value, protocol) => (value === 'none' ? value : agent(value, protocol))),
  field('knobs.morph', ranged('morph')),
];

const ASKED = new Set(
  [...SONG_FIELDS, ...VOICE_FIELDS].filter((one) => one.asked).map((one) => one.path),
);

export function freshState(/** @type {() => number} */ random) {
  return {
    v: 1, tempo: 108, meter: '4/4', key: 'C', scale: 'major', chords: 'C G Am F', bars: 0,
    backing: { chords: true, bass: true, kit: false },
    sound: 'internal',
    voices: [freshVoice(0, random)],
  };
}

export function freshVoice(/** @type {number} */ number, /** @type {() => number} */ random) {
  return {
    name: USUAL_NAMES[number] ?? `voice${number + 1}`,
    agent: 'all', character: 'any', mode: 'generate', instrument: 'piano',
    low: 55, high: 84, volume: 0.8, muted: false, midi: null, seed: random(),
    listen: null, follow: 0,
    knobs: {
      harmony: 1, smoothness: 1, variety: 1, style: 1, form: 1, temperature: 1, taste: 1,
      density: 0, colour: 1, syncopation: 0, rests: 0, swing: 0, durations: 'any', chord_tones: 'free',
      outside: 'chord', morph_to: 'none', morph: 0,
    },
  };
}

/** What a field has in every fresh voice; not for its name and seed, which differ. */
export function usualOf(/** @type {string} */ path) {
  return valueAt(freshVoice(0, () => 0), path);
}

export function randomSeed() {
  return Math.floor(Math.random() * LARGEST_SEED);
}

/** Whether the server is told of a field; of a voice the path without `voices.N.`. */
export function isAsked(/** @type {string} */ path) {
  return ASKED.has(path);
}

/** @returns {Field} */
function field(/** @type {string} */ path, /** @type {Field['check']} */ check, asked = true) {
  return { path, check, asked };
}

function refuse(/** @type {string} */ wanted) {
  return new SettingsError(`use ${wanted}`);
}

function between(/** @type {number} */ low, /** @type {number} */ high, whole = false) {
  return (/** @type {any} */ value) => {
    if (typeof value !== 'number' || !Number.isFinite(value)) throw refuse(`a number from ${low} to ${high}`);
    return Math.min(Math.max(whole ? Math.round(value) : value, low), high);
  };
}

/** In the range of a key of the protocol. */
function ranged(/** @type {string} */ name, { whole = false } = {}) {
  return (/** @type {any} */ value, /** @type {Protocol} */ protocol) => {
    const key = protocol.keys.find((one) => one.name === name);
    return between(key?.low ?? -Infinity, key?.high ?? Infinity, whole)(value);
  };
}

function oneOf(/** @type {string[]} */ choices) {
  return (/** @type {any} */ value) => {
    if (!choices.includes(value)) throw refuse(`one of ${choices.join(', ')}`);
    return value;
  };
}

/** One of the choices that the protocol has for a key. */
function chosen(/** @type {string} */ name) {
  return (/** @type {any} */ value, /** @type {Protocol} */ protocol) =>
    oneOf(protocol.keys.find((one) => one.name === name)?.choices ?? [])(value);
}

function meter(/** @type {any} */ value, /** @type {Protocol} */ protocol) {
  return oneOf(protocol.meters.map((one) => one.name))(value);
}

function matching(/** @type {RegExp} */ pattern, /** @type {string} */ wanted) {
  return (/** @type {any} */ value) => {
    if (typeof value !== 'string' || !pattern.test(value)) throw refuse(wanted);
    return value;
  };
}

function scale(/** @type {any} */ value, /** @type {Protocol} */ protocol) {
  if (protocol.scales.includes(value)) return value;
  return matching(/^\d{1,2}( \d{1,2}){0,11}$/, 'the name of a scale, or semitones such as 0 2 4 7 9')(value);
}

function voiceName(/** @type {any} */ value) {
  if (value === 'none' || value === KEYS) throw refuse(`another name: '${value}' has a meaning already`);
  return matching(NAME, '1 to 32 letters, digits, dots, - or _')(value);
}

function agent(/** @type {any} */ value, /** @type {Protocol} */ protocol) {
  return oneOf(protocol.agents.map((one) => one.name))(value);
}

function text(/** @type {any} */ value) {
  if (typeof value !== 'string' || value.length > LONGEST_TEXT || value.includes('\0')) {
    throw refuse(`a text of up to ${LONGEST_TEXT} characters`);
  }
  return value.trim();
}

function flag(/** @type {any} */ value) {
  if (typeof value !== 'boolean') throw refuse('true or false');
  return value;
}

function midi(/** @type {any} */ value) {
  if (value === null) return null;
  const known = value && typeof value === 'object' && typeof value.output === 'string';
  if (!known) throw refuse('null, or an output and a channel');
  return { output: text(value.output), channel: between(1, 16, true)(value.channel) };
}
