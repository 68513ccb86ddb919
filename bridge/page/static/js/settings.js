// @ts-check
/**
 * The one state of the page: plain JSON that is replaced, never changed (schema.js has its fields).
 *
 *   const settings = Settings.load(protocol);    // of the link, else of the last visit, else fresh
 *   settings.state.tempo;  settings.state.voices[0].knobs.harmony
 *   settings.set('voices.0.knobs.harmony', 1.5)  // clamped; false, and event `error`, if refused
 *   settings.addVoice();  settings.removeVoice(1)
 *   settings.toHash()                            // '#s=...': what differs from the defaults
 *   settings.problem                             // a sentence if the link was (in part) nonsense
 *   settings.accept(name, state);  settings.rollBack(name)   // what the server took, for a voice
 *
 * Events: change {path, value} ('voices' where one came or went); error {text}.
 */
import { hashOf, isLink, stateOf } from './link.js';
import { replaced, valueAt } from './paths.js';
import {
  freshState, freshVoice, MOST_VOICES, randomSeed, SettingsError, SONG_FIELDS, USUAL_FOLLOW,
  VOICE_FIELDS,
} from './schema.js';

const STORED = 'melobridge.settings';
const NOT_A_LINK = "The link couldn't be read, so the page starts with its usual settings.";
const PARTLY_A_LINK = 'Parts of the link make no sense here, and were left out.';

/** @typedef {import('./link.js').State} State */
/** @typedef {import('./schema.js').Protocol} Protocol */

export class Settings extends EventTarget {
  /** @type {Map<string, State>} */
  #accepted = new Map();
  #protocol;
  #storage;
  /** @type {State} */
  state;
  problem = '';

  /** @param {Protocol} protocol @param {{state?: State, storage?: any}} options */
  constructor(protocol, { state = freshState(randomSeed), storage = null } = {}) {
    super();
    this.#protocol = protocol;
    this.#storage = storage;
    this.state = frozen(state);
  }

  /** The settings of a link, or of the last visit, or fresh ones. @param {Protocol} protocol */
  static load(protocol, { hash = location.hash, storage = safeStorage() } = {}) {
    const stored = storage?.getItem(STORED) ?? '';
    if (!isLink(hash) && !stored) return new Settings(protocol, { storage });
    return Settings.fromHash(isLink(hash) ? hash : stored, protocol, storage);
  }

  /** Settings of a link; nonsense in it is left out, and `problem` says so. */
  static fromHash(/** @type {string} */ hash, /** @type {Protocol} */ protocol, /** @type {any} */ storage = null) {
    const found = stateOf(hash, protocol);
    const settings = new Settings(protocol, { state: found?.state, storage });
    if (!found) settings.problem = NOT_A_LINK;
    else if (!found.complete) settings.problem = PARTLY_A_LINK;
    return settings;
  }

  toHash() {
    return hashOf(this.state);
  }

  /** Set one value. @returns {boolean} whether it may stand there */
  set(/** @type {string} */ path, /** @type {any} */ value) {
    const voice = /^voices\.(\d+)\.(.+)$/.exec(path);
    try {
      if (voice) this.#setOfVoice(Number(voice[1]), voice[2], value);
      else this.#setOfSong(path, value);
      return true;
    } catch (error) {
      if (!(error instanceof SettingsError)) throw error;
      this.#tell('error', { text: `${path.split('.').pop()}: ${error.message}.` });
      return false;
    }
  }

  /** Add a voice with the defaults, and another seed. @returns {number} its place, or -1 */
  addVoice() {
    const { voices } = this.state;
    if (voices.length >= MOST_VOICES) {
      this.#tell('error', { text: `There are ${MOST_VOICES} voices: take one away first.` });
      return -1;
    }
    const names = voices.map((voice) => voice.name);
    let number = voices.length;
    while (names.includes(freshVoice(number, randomSeed).name)) number += 1;
    this.#change('voices', [...voices, freshVoice(number, randomSeed)]);
    return voices.length;
  }

  removeVoice(/** @type {number} */ index) {
    const gone = this.state.voices[index]?.name;
    const left = this.state.voices.filter((voice) => voice.name !== gone);
    const voices = left.map((voice) => (voice.listen === gone ? { ...voice, listen: null } : voice));
    this.#accepted.delete(gone);
    this.#change('voices', voices);
  }

  /** The server plays a voice with these settings. */
  accept(/** @type {string} */ name, /** @type {State} */ state) {
    this.#accepted.set(name, state);
  }

  /** Go back to what the server accepted of a voice and of the song. @returns {boolean} whether it did */
  rollBack(/** @type {string} */ name) {
    const before = this.#accepted.get(name);
    const index = this.state.voices.findIndex((voice) => voice.name === name);
    const voiceBefore = before?.voices.find((voice) => voice.name === name);
    if (!before || !voiceBefore || index < 0) return false;
    const song = SONG_FIELDS.filter((field) => field.asked);
    const voice = VOICE_FIELDS.filter((field) => field.asked);
    const back = [
      ...song.map(({ path }) => ({ path, value: valueAt(before, path) })),
      ...voice.map(({ path }) => ({ path: `voices.${index}.${path}`, value: valueAt(voiceBefore, path) })),
    ].filter(({ path, value }) => valueAt(this.state, path) !== value);
    for (const { path, value } of back) this.#change(path, value);
    return back.length > 0;
  }

  #setOfSong(/** @type {string} */ path, /** @type {any} */ value) {
    const field = SONG_FIELDS.find((one) => one.path === path);
    if (!field) throw new SettingsError('there is no such setting');
    this.#change(path, field.check(value, this.#protocol));
  }

  #setOfVoice(/** @type {number} */ index, /** @type {string} */ path, /** @type {any} */ value) {
    const field = VOICE_FIELDS.find((one) => one.path === path);
    const voice = this.state.voices[index];
    if (!field || !voice) throw new SettingsError('there is no such setting');
    const checked = field.check(value, this.#protocol);
    this.#checkNames(path, checked, index);
    if (path === 'name') this.#rename(voice.name, checked);
    this.#change(`voices.${index}.${path}`, checked);
    const hears = (path === 'mode' && checked !== 'generate') || (path === 'listen' && checked !== null);
    if (hears && voice.follow === 0) this.#change(`voices.${index}.follow`, USUAL_FOLLOW);
  }

  #checkNames(/** @type {string} */ path, /** @type {any} */ value, /** @type {number} */ index) {
    const others = this.state.voices.filter((_, number) => number !== index).map((voice) => voice.name);
    if (path === 'name' && others.includes(value)) throw new SettingsError('another voice has this name');
    if (path === 'listen' && value !== null && !others.includes(value)) {
      throw new SettingsError('a voice can listen to another one of this page only');
    }
  }

  /** Let those that listen to a voice go on listening to it. */
  #rename(/** @type {string} */ from, /** @type {string} */ to) {
    this.state.voices.forEach((voice, index) => {
      if (voice.listen === from) this.#change(`voices.${index}.listen`, to);
    });
  }

  #change(/** @type {string} */ path, /** @type {any} */ value) {
    if (valueAt(this.state, path) === value) return;
    this.state = frozen(replaced(this.state, path, value));
    this.#store();
    this.#tell('change', { path, value });
  }

  #store() {
    try {
      this.#storage?.setItem(STORED, this.toHash());
    } catch {
      this.#storage = null; // full, or forbidden: the link keeps everything, too
    }
  }

  #tell(/** @type {string} */ type, /** @type {object} */ detail) {
    this.dispatchEvent(new CustomEvent(type, { detail }));
  }
}

/** @template T @param {T} value @returns {T} */
function frozen(value) {
  if (value === null || typeof value !== 'object' || Object.isFrozen(value)) return value;
  Object.values(value).forEach(frozen);
  return Object.freeze(value);
}

/** The browser's storage, or null where it is forbidden. */
function safeStorage() {
  try {
    return globalThis.localStorage ?? null;
  } catch {
    return null;
  }
}
