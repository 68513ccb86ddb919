// @ts-check
/**
 * What there is to see: the song, its voices and those of other clients, as the roll paints them.
 *
 *   const scene = new SceneKeeper({settings, player, protocol, others, thumbs});
 *   scene.now()         the scene at this moment (cheap: notes are read again after `stale` only)
 *   scene.stale()       notes changed
 *   scene.selected = {voice, index}, scene.chosenVoice = 'lead'
 *
 * @typedef {{index: number, pitch: number, velocity: number, onset: number, duration: number}} SceneNote
 * @typedef {{id: string, name: string, colour: number, muted: boolean, kind: 'own'|'other'|'you',
 *   notes: SceneNote[], phrases: import('./phrases.js').Return[], thumbs: Map<number, number>,
 *   fading: Fading}} SceneVoice phrases: shown; of a large band only those of the chosen voice
 * @typedef {{beat: number, playing: boolean, barBeats: number, beats: number[],
 *   bars: number, tonic: number,
 *   flat: boolean, scale: Set<number>, chordAt: (bar: number) => string, voices: SceneVoice[],
 *   pitches: number[], selected: {voice: string, index: number}|null}} Scene
 */
import { beatsABar, chordIn } from './bars.js';
import { Fading } from './fading.js';
import { isFlat, pitchClass } from './names.js';
import { VOICES, YOU } from './palette.js';
import { returns } from './phrases.js';

const NO_THUMBS = new Map();
const MINOR_THIRD = 3;
const MAJOR_THIRD = 4;
// Bars before and after the present whose pitches the rows make room for.
const PAST_BARS = 4;
// With more voices than these, the grounds of all phrases would hide each other.
const SMALL_BAND = 3;
// The name under which the player remembers what a person played.
const KEYS = 'keys';

export class SceneKeeper {
  #parts;
  #isStale = true;
  /** When and where watching others began. @type {{since: number, beat: number}|null} */
  #watching = null;
  /** @type {SceneVoice[]} */
  #voices = [];
  /** @type {number[]} */
  #pitches = [];
  /** @type {Map<string, Fading>} */
  #fadings = new Map();
  /** @type {{voice: string, index: number}|null} */
  selected = null;
  chosenVoice = '';

  /** @param {{settings: any, player: any, protocol: any, others: any, thumbs: any}} parts */
  constructor(parts) {
    this.#parts = parts;
  }

  stale() {
    this.#isStale = true;
  }

  /** The present: the player's, or while only others play, a clock at their tempo. */
  beat() {
    const { settings, player, others } = this.#parts;
    const isWatching = !player.playing && others.isSounding;
    this.#isStale ||= isWatching !== this.#isWatching;
    const now = performance.now() / 1000;
    if (!isWatching) this.#watching = null;
    else this.#watching ??= { since: now, beat: player.beat() };
    if (!this.#watching) return player.beat();
    const tempo = others.tempo ?? settings.state.tempo;
    return this.#watching.beat + ((now - this.#watching.since) * tempo) / 60;
  }

  get #isWatching() {
    return this.#watching !== null;
  }

  /** @returns {Scene} */
  now() {
    const { settings, player, protocol } = this.#parts;
    const { meter, bars, key, scale } = settings.state;
    const beat = this.beat();
    if (this.#isStale) this.#read(beat, beatsABar(meter));
    const tonic = pitchClass(key);
    const steps = stepsOf(scale, protocol);
    return {
      beat,
      bars,
      tonic,
      playing: player.playing || this.#isWatching,
      barBeats: beatsABar(meter),
      beats: beatsOf(meter, protocol),
      scale: steps,
      flat: isFlat(tonic, steps.has(MINOR_THIRD) && !steps.has(MAJOR_THIRD)),
      chordAt: (bar) => chordIn(bar, player.progression)?.symbol ?? '',
      voices: this.#voices,
      pitches: this.#pitches,
      selected: this.selected,
    };
  }

  /** The voice and the note that are chosen. */
  chosen() {
    const voice = this.#voices.find((one) => one.id === this.selected?.voice);
    const note = voice?.notes.find((one) => one.index === this.selected?.index);
    return voice && note ? { voice, note } : null;
  }

  #read(/** @type {number} */ beat, /** @type {number} */ barBeats) {
    const { settings, player, others, thumbs } = this.#parts;
    const own = settings.state.voices.map((/** @type {any} */ voice, /** @type {number} */ number) => ({
      id: voice.name,
      name: voice.name,
      colour: number,
      muted: voice.muted,
      kind: 'own',
      notes: this.#ownNotes(number),
      thumbs: thumbs.of(voice.name),
    }));
    const foreign = others.voices().map((/** @type {any} */ voice, /** @type {number} */ number) => ({
      id: `${voice.client} ${voice.name}`,
      name: voice.name,
      colour: (own.length + number) % VOICES,
      muted: false,
      kind: 'other',
      notes: voice.notes,
      thumbs: thumbs.of(`${voice.client} ${voice.name}`),
    }));
    const all = [...own, ...foreign, ...playedByYou(player.played)];
    const showsPhrases = (/** @type {any} */ { id, muted }) =>
      !muted && (all.length <= SMALL_BAND || id === this.chosenVoice);
    this.#voices = all.map((voice) => ({
      ...voice,
      fading: this.#fadingOf(voice.id),
      phrases: showsPhrases(voice) ? returns(voice.notes, barBeats) : [],
    }));
    this.#pitches = pitchesFrom(this.#voices, beat - PAST_BARS * barBeats);
    this.#isStale = false;
  }

  /** While others are watched, what this page would have played doesn't pass as played. */
  #ownNotes(/** @type {number} */ number) {
    const { player } = this.#parts;
    const notes = player.voices[number]?.notes() ?? [];
    return this.#isWatching
      ? notes.filter((/** @type {SceneNote} */ note) => note.onset < player.beat())
      : notes;
  }

  #fadingOf(/** @type {string} */ id) {
    const fading = this.#fadings.get(id) ?? new Fading();
    this.#fadings.set(id, fading);
    return fading;
  }
}

/** The pitch of a voice that sounds at a beat. @param {SceneVoice} voice @param {number} beat @returns {number|null} */
export function soundingNote(voice, beat) {
  const note = voice.notes.findLast((one) => one.onset <= beat);
  return note && note.pitch >= 0 && !voice.muted && beat < note.onset + note.duration ? note.pitch : null;
}

/** What was played on keys, as a voice; none where nothing was. */
function playedByYou(/** @type {any[]} */ played) {
  const notes = played.filter((one) => one.voice === KEYS).map((note, index) => ({ ...note, index }));
  if (!notes.length) return [];
  return [{ id: KEYS, name: 'you', colour: YOU, muted: false, kind: 'you', notes, thumbs: NO_THUMBS }];
}

/** Semitones above the tonic. */
function stepsOf(/** @type {string} */ scale, /** @type {any} */ protocol) {
  const text = protocol.scale_steps[scale] ?? scale.split(' ').map(Number);
  return new Set(/** @type {number[]} */ (text));
}

function pitchesFrom(/** @type {SceneVoice[]} */ voices, /** @type {number} */ beat) {
  return voices.flatMap((voice) =>
    voice.notes.filter((note) => note.onset >= beat).map((note) => note.pitch),
  );
}

/** Where beats begin in a bar of a meter, in quarters. @returns {number[]} */
function beatsOf(/** @type {string} */ meter, /** @type {any} */ protocol) {
  return protocol.meters.find((/** @type {any} */ { name }) => name === meter).beats;
}
