// @ts-check
/**
 * What a touch screen or another controller turns of this page's own voices: the page's process
 * passes it on, and the page turns its own knobs, as if by hand.
 *
 *   obeyControllers({connection, settings, thumbs, player});
 *   settingOf(state, {voice: 'lead', name: 'harmony', value: 1.5})  // {path, value}, or null
 */
import { KEYS } from './names.js';

const OF_SONG = new Set(['tempo', 'meter', 'key', 'scale', 'chords', 'bars']);
const OF_VOICE = new Set(['agent', 'character', 'low', 'high', 'seed', 'listen', 'follow']);

/** @typedef {{voice: string, name: string, value: string|number}} Turned */

/** @param {{connection: any, settings: any, thumbs: any, player: any}} parts */
export function obeyControllers({ connection, settings, thumbs, player }) {
  connection.addEventListener('turned', (/** @type {{detail: Turned}} */ { detail: turned }) => {
    const setting = settingOf(settings.state, turned);
    if (setting) settings.set(setting.path, setting.value);
    else if (turned.name === 'reward') giveThumb(turned, thumbs, player);
    else if (turned.name !== 'release') connection.send('/melo/set', [turned.voice, turned.name, turned.value]);
  });
}

/** The setting that a key is here; null if it is none. @param {any} state @param {Turned} turned */
export function settingOf(state, { voice, name, value }) {
  const index = state.voices.findIndex((/** @type {any} */ one) => one.name === voice);
  if (index < 0) return null;
  if (OF_SONG.has(name)) return { path: name, value: ownValue(name, value) };
  const path = OF_VOICE.has(name) ? name : `knobs.${name}`;
  const isHere = OF_VOICE.has(name) || name in state.voices[index].knobs;
  return isHere ? { path: `voices.${index}.${path}`, value: ownValue(name, value) } : null;
}

/**
 * A value as the settings have it: the protocol says 6 for F#, and none where they have nothing;
 * its floats have seven digits.
 */
function ownValue(/** @type {string} */ name, /** @type {any} */ value) {
  if (name === 'key') return KEYS[value];
  if (name === 'chords' && value === 'none') return '';
  if (name === 'listen' && value === 'none') return null;
  return typeof value === 'number' ? Number(value.toPrecision(7)) : value;
}

/** A thumb for what sounds of a voice now. */
function giveThumb(/** @type {Turned} */ { voice: name, value }, /** @type {any} */ thumbs, /** @type {any} */ player) {
  const voice = player.voices.find((/** @type {any} */ one) => one.name === name);
  if (voice?.notes().length) thumbs.give(value, { voice: name, index: voice.indexAt(player.beat()) });
}
