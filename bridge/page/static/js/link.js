// @ts-check
/**
 * The settings as (the last part of) a link: what differs from the defaults, as base64url JSON. Pure.
 *
 *   hashOf(state) -> '#s=...'
 *   isLink(hash) -> whether it is meant to be one
 *   stateOf(hash, protocol) -> {state, complete}, or null for what can't be read
 *
 * Whatever stands in a link: the state is whole. complete is false if parts made no sense.
 */
import { replaced, valueAt } from './paths.js';
import { freshState, freshVoice, MOST_VOICES, SONG_FIELDS, VOICE_FIELDS } from './schema.js';

const LONGEST = 20000;
const HEAD = '#s=';
/** The seed that links leave out; any other stands in them. */
const usualSeed = () => 0;

/** @typedef {ReturnType<typeof freshState>} State */
/** @typedef {import('./schema.js').Protocol} Protocol */

export function isLink(/** @type {string} */ hash) {
  return hash.startsWith(HEAD);
}

export function hashOf(/** @type {State} */ state) {
  const song = differences(SONG_FIELDS, state, freshState(usualSeed));
  const voices = state.voices.map((voice, number) =>
    differences(VOICE_FIELDS, voice, freshVoice(number, usualSeed)));
  return HEAD + packed({ v: 1, ...song, voices });
}

/** @returns {{state: State, complete: boolean}|null} */
export function stateOf(/** @type {string} */ hash, /** @type {Protocol} */ protocol) {
  const given = unpacked(hash);
  return given === null ? null : completed(given, protocol);
}

/** A state of what a link says; what makes no sense is left at its default. */
function completed(/** @type {any} */ given, /** @type {Protocol} */ protocol) {
  const several = Array.isArray(given.voices) ? given.voices : [];
  const wanted = several.length ? several.slice(0, MOST_VOICES) : [{}];
  let complete = several.length <= MOST_VOICES;
  const fill = (/** @type {any} */ fields, /** @type {any} */ usual, /** @type {any} */ from) => {
    const filled = filledIn(fields, usual, from, protocol);
    complete &&= filled.complete;
    return filled.value;
  };
  const song = fill(SONG_FIELDS, freshState(usualSeed), given);
  /** @type {State['voices']} */
  const voices = wanted.map((/** @type {any} */ voice, /** @type {number} */ number) =>
    fill(VOICE_FIELDS, freshVoice(number, usualSeed), voice));
  const distinct = voices.filter((voice, i) => voices.findIndex((one) => one.name === voice.name) === i);
  const sound = distinct.map((voice) => ({ ...voice, listen: otherOf(voice, distinct) }));
  const isWhole = complete && distinct.length === voices.length && sound.every((voice, i) => voice.listen === distinct[i].listen);
  return { state: { ...song, voices: sound }, complete: isWhole };
}

/** The voice that one listens to, if it is another one of them. */
function otherOf(/** @type {State['voices'][0]} */ { name, listen }, /** @type {State['voices']} */ voices) {
  return voices.some((voice) => voice.name !== name && voice.name === listen) ? listen : null;
}

function filledIn(
  /** @type {import('./schema.js').Field[]} */ fields, /** @type {any} */ usual,
  /** @type {any} */ given, /** @type {Protocol} */ protocol,
) {
  let [value, complete] = [usual, true];
  for (const { path, check } of fields) {
    const found = valueAt(given, path);
    if (found === undefined) continue;
    try {
      value = replaced(value, path, check(found, protocol));
    } catch {
      complete = false;
    }
  }
  return { value, complete };
}

function differences(/** @type {any[]} */ fields, /** @type {any} */ value, /** @type {any} */ usual) {
  let found = {};
  for (const { path } of fields) {
    const here = valueAt(value, path);
    if (here !== valueAt(usual, path)) found = replaced(found, path, here);
  }
  return found;
}

function packed(/** @type {object} */ value) {
  const bytes = new TextEncoder().encode(JSON.stringify(value));
  return btoa(String.fromCharCode(...bytes)).replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '');
}

/** What a link says, or null if it says nothing that can be read. */
function unpacked(/** @type {string} */ hash) {
  if (!isLink(hash) || hash.length > LONGEST) return null;
  try {
    const binary = atob(hash.slice(HEAD.length).replaceAll('-', '+').replaceAll('_', '/'));
    const value = JSON.parse(new TextDecoder().decode(Uint8Array.from(binary, (c) => c.charCodeAt(0))));
    return value !== null && typeof value === 'object' && !Array.isArray(value) ? value : null;
  } catch {
    return null;
  }
}
