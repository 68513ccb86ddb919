// @ts-check
/**
 * The player: voices and their accompaniment in time with the audio clock.
 *
 *   const player = new Player({connection, settings, sound, backing, outputs});
 *   await player.start()         from the beginning (in a click: it unlocks the sound)
 *   player.stop();  await player.restart()
 *   player.playing, player.waiting (for the first notes), player.silent (the server is)
 *   player.beat()                the beat that sounds now
 *   player.voices                the MeloVoice of each voice of the settings, in their order
 *   player.progression           [{symbol, root, pitch_classes}] a bar each, empty without chords
 *   player.played                what sounded: [{voice, pitch, velocity, onset, duration, time}]; voice
 *                                is a name, or 'backing pad', 'backing bass', 'backing kit', 'keys'
 *   player.keyDown(pitch, velocity, time?), player.keyUp(pitch, time?)
 *   player.hear(index, pitch, duration?)     of a voice, an alternative by ear only
 *
 * Notes that begin within LOOKAHEAD seconds are handed to the sound at exact
 * times and are fixed then; all later ones change with the settings.
 *
 * Events: note {voice, name, note, time}; state {playing, waiting, silent}; change {voice} (its
 * coming notes are others); error {text, voice?}.
 */
import { Accompaniment } from './accompaniment.js';
import { barLine, beatsABar } from './bars.js';
import { Cast } from './cast.js';
import { BeatClock } from './clock.js';
import { Composer } from './composer.js';
import { MeloError, NoAnswer } from './errors.js';
import { Hands } from './hands.js';
import { REST } from './notes.js';
import { instrumentOf, Performance } from './performance.js';
import { progressionOf } from './progression.js';
import { isAsked } from './schema.js';
import { Ticker } from './ticker.js';
import { keysOf } from './voice-keys.js';

export const LOOKAHEAD = 0.15;
/** A note that is to be replaced waits for the new one until so many seconds before its time. */
const LATEST = 0.05;
/** A note that is later than this is left out. */
const LATE_BEATS = 0.25;
/** Seconds from the first notes to their sound. */
const LEAD_IN = 0.1;
const BARS_AHEAD = 2;
const FIRST_BEATS = 2;
const REHEARSED_BEATS = 1;
const ALTERNATIVE_VELOCITY = 0.7;

export class Player extends EventTarget {
  #settings;
  #sound;
  #clock;
  #composer;
  #accompaniment;
  #performance;
  #progressionOf;
  #hands;
  #ticker;
  #cast;
  /** Where it was stopped, and where the piece ends. */
  #stopped = 0;
  #pieceEnd = Infinity;
  #starts = 0;
  playing = false;
  waiting = false;
  /** @type {import('./bars.js').Chord[]} */
  progression = [];

  /**
   * @param {{connection: any, settings: import('./settings.js').Settings, sound: any,
   *   backing?: any, outputs?: any, ticker?: any, progression?: any}} parts
   */
  constructor({
    connection, settings, sound, backing = null, outputs = null, ticker = new Ticker(),
    progression = progressionOf,
  }) {
    super();
    this.#settings = settings;
    this.#sound = sound;
    this.#progressionOf = progression;
    this.#ticker = ticker;
    this.#clock = new BeatClock(settings.state.tempo);
    this.#accompaniment = new Accompaniment(backing);
    this.#performance = new Performance({ sound, outputs, clock: this.#clock });
    const voices = () => this.voices;
    const composer = new Composer({ settings, voices, tell: (type, detail) => this.#tell(type, detail) });
    this.#composer = composer;
    this.#hands = new Hands({
      sound, performance: this.#performance, settings, voices, beatAt: (seconds) => this.#beatAt(seconds),
    });
    const now = () => ({ playing: this.playing, nextBar: this.#nextBar() });
    this.#cast = new Cast({ connection, settings, composer, stage: this.#stage(), now });
    settings.addEventListener('change', (event) => this.#changed(/** @type {CustomEvent} */ (event).detail));
    connection.addEventListener('open', () => this.voices.forEach((voice) => voice.doubt()));
    this.#pieceEnd = this.#endOfPiece(0);
    this.#matchVoices();
    this.#readProgression();
    ticker.start(() => this.#tick());
  }

  get silent() {
    return this.#composer.isSilent;
  }

  /** @returns {import('./voice.js').MeloVoice[]} */
  get voices() {
    return this.#cast.voices;
  }

  get played() {
    return this.#performance.played;
  }

  beat() {
    return this.playing ? this.#beatAt(this.#sound.now()) : this.#stopped;
  }

  async start() {
    this.stop();
    this.#starts += 1;
    const start = this.#starts;
    const isWanted = () => this.waiting && start === this.#starts; // not stopped or started anew
    [this.waiting, this.#stopped] = [true, 0];
    this.#tell('state');
    await this.#sound.unlock();
    if (!isWanted()) return;
    this.#performance.played = [];
    this.#cast.restart();
    this.#accompaniment.start(0);
    this.#pieceEnd = this.#endOfPiece(0);
    await this.#fill(0);
    if (isWanted()) this.#begin();
  }

  stop() {
    const beat = this.beat();
    const sounded = this.playing || this.waiting;
    [this.playing, this.waiting, this.#stopped] = [false, false, beat];
    if (!sounded) return;
    this.#ticker.hurry(false);
    this.#performance.cutOff(null, beat);
    this.voices.forEach((voice) => voice.mode.stop(beat));
    this.#tell('state');
  }

  async restart() {
    await this.start();
  }

  hear(/** @type {number} */ index, /** @type {number} */ pitch, /** @type {number} */ duration = 1) {
    const { name, instrument } = this.#settings.state.voices[index];
    if (pitch === REST) return;
    const [time, seconds] = [this.#sound.now(), (duration * 60) / this.#settings.state.tempo];
    this.#sound.play(name, instrument, { pitch, velocity: ALTERNATIVE_VELOCITY, seconds, time });
  }

  keyDown(/** @type {number} */ pitch, /** @type {number} */ velocity, /** @type {number} */ time = this.#sound.now()) {
    this.#hands.down(pitch, velocity, time);
  }

  keyUp(/** @type {number} */ pitch, /** @type {number} */ time = this.#sound.now()) {
    this.#hands.up(pitch, time);
  }

  /** The first notes are there, unless the server is silent. */
  #begin() {
    if (this.silent) {
      this.stop();
      return;
    }
    this.#rehearse();
    this.#clock.start(this.#sound.now() + LEAD_IN);
    [this.playing, this.waiting] = [true, false];
    this.voices.forEach((voice) => voice.mode.start(0));
    this.#ticker.hurry(true);
    this.#tell('state');
    this.#tick();
  }

  /** Have the sounds of the first beats ready. */
  #rehearse() {
    const { voices } = this.#settings.state;
    const heard = voices.flatMap(({ instrument, midi }, index) => {
      const notes = midi ? [] : this.voices[index].notes();
      const first = notes.filter((note) => note.pitch !== REST && note.onset < REHEARSED_BEATS);
      return first.map(({ pitch }) => ({ instrument, pitch }));
    });
    const backing = this.#accompaniment.due(REHEARSED_BEATS, this.#song());
    this.#accompaniment.start(0);
    const sounds = backing.map((event) => ({ instrument: instrumentOf(event), pitch: event.pitch }));
    this.#performance.rehearse([...heard, ...sounds]);
  }

  #tick() {
    const beat = this.beat();
    if (this.playing) {
      this.#handOver(beat);
      if (beat >= this.#pieceEnd) this.stop();
    }
    this.#fill(beat);
  }

  #handOver(/** @type {number} */ beat) {
    const now = this.#sound.now();
    const until = Math.min(this.#clock.beat(now + LOOKAHEAD), this.#pieceEnd);
    const latest = this.#clock.beat(now + LATEST);
    this.voices.forEach((voice, index) => {
      voice.mode.advance(beat, until - beat);
      for (const note of voice.due(until, latest)) {
        if (note.onset >= beat - LATE_BEATS) this.#play(index, note);
      }
    });
    for (const event of this.#accompaniment.due(until, this.#song())) this.#performance.playBacking(event);
  }

  #play(/** @type {number} */ index, /** @type {import('./note-line.js').Note} */ note) {
    const voice = this.#settings.state.voices[index];
    if (note.pitch === REST || voice.muted) return;
    const { time } = this.#performance.play(voice, note, this.voices[index].until);
    this.#tell('note', { voice: index, name: voice.name, note, time });
  }

  #song() {
    return { ...this.#settings.state, progression: this.progression };
  }

  /** Have the voices composed ahead of a beat: before the start just enough to begin. */
  #fill(/** @type {number} */ beat) {
    for (const voice of this.voices) voice.until = Math.min(this.#pieceEnd, voice.mode.until);
    const bars = BARS_AHEAD * beatsABar(this.#settings.state.meter);
    const ahead = Math.min(beat + (this.waiting ? FIRST_BEATS : bars), this.#pieceEnd);
    return this.#composer.fill((voice) => voice.mode.limit(ahead));
  }

  /** The beat of a time, which goes on for the keys while the song stands still. */
  #beatAt(/** @type {number} */ seconds) {
    return Math.max(this.#clock.beat(seconds), 0);
  }

  /** What the modes of the voices need. @returns {import('./modes.js').Stage} */
  #stage() {
    return {
      isSilent: () => this.silent,
      barBeats: () => beatsABar(this.#settings.state.meter),
      keys: (voice) => keysOf(this.#settings.state, voice.name),
      cutOff: (voice, beat) => this.#performance.cutOff(voice.name, beat),
      noteOn: (voice, pitch, velocity) => this.#hands.noteOn(voice, pitch, velocity),
      noteOff: (voice, note) => {
        this.#hands.noteOff(voice, note);
        this.#tell('change', { voice: voice.name });
      },
    };
  }

  // The settings change

  #changed(/** @type {{path: string, value: any}} */ { path, value }) {
    const [, index, key] = /^voices\.(\d+)\.(.+)$/.exec(path) ?? [];
    if (path === 'voices' || key === 'name') this.#matchVoices();
    else if (index !== undefined) this.#voiceChanged(Number(index), key, value);
    else this.#songChanged(path, value);
    this.#fill(this.beat());
  }

  #songChanged(/** @type {string} */ path, /** @type {any} */ value) {
    if (path === 'tempo') this.#clock.setTempo(value, this.#sound.now() + LOOKAHEAD);
    if (['chords', 'key', 'scale'].includes(path)) this.#readProgression();
    if (['bars', 'meter'].includes(path)) this.#pieceEnd = this.#endOfPiece(this.beat());
    this.#accompaniment.refresh();
    if (path !== 'tempo' && isAsked(path)) this.voices.forEach((_, index) => this.#cast.composeAnew(index));
  }

  #voiceChanged(/** @type {number} */ index, /** @type {string} */ key, /** @type {any} */ value) {
    const { name } = this.voices[index];
    if (key === 'volume') this.#sound.setVolume(name, value);
    if (key === 'muted' && value) this.#performance.cutOff(name, this.beat());
    if (key === 'mode') this.#cast.setMode(index, value);
    if (isAsked(key)) this.#cast.composeAnew(index);
    this.#tell('change', { voice: name });
  }

  /** Voices came or went. */
  #matchVoices() {
    for (const gone of this.#cast.match()) this.#performance.cutOff(gone, this.beat());
    this.voices.forEach(({ name }, index) => this.#sound.setVolume(name, this.#settings.state.voices[index].volume));
    this.#tell('change', {});
  }

  #nextBar() {
    const soon = this.#clock.beat(this.#sound.now() + LOOKAHEAD);
    return barLine(soon, this.#settings.state.meter);
  }

  #endOfPiece(/** @type {number} */ beat) {
    const { bars, meter } = this.#settings.state;
    const length = bars * beatsABar(meter);
    return bars ? Math.floor(beat / length + 1) * length : Infinity;
  }

  async #readProgression() {
    const { chords, key, scale } = this.#settings.state;
    try {
      const progression = await this.#progressionOf({ chords, key, scale });
      if (this.#settings.state.chords === chords) this.progression = progression;
      this.#accompaniment.refresh();
      this.#tell('change', {});
    } catch (error) {
      // The voices hear of it as well, and tell.
      if (!(error instanceof MeloError || error instanceof NoAnswer)) throw error;
    }
  }

  #tell(/** @type {string} */ type, /** @type {object|undefined} */ detail = undefined) {
    const state = { playing: this.playing, waiting: this.waiting, silent: this.silent };
    this.dispatchEvent(new CustomEvent(type, { detail: type === 'state' ? state : detail }));
  }
}
