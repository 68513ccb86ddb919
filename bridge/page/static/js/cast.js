// @ts-check
/**
 * Who plays: a MeloVoice for each voice of the settings, in their order, each in its mode.
 *
 *   const cast = new Cast({connection, settings, composer, stage, now});
 *   cast.voices
 *   cast.match()               after voices came or went; returns the names of those that are gone
 *   cast.restart()             all begin anew, from beat 0
 *   cast.setMode(index, name), cast.composeAnew(index)
 *
 * now() -> {playing, nextBar}: nextBar is the beat where somebody may come in.
 *
 * @typedef {{connection: any, settings: import('./settings.js').Settings,
 *   composer: import('./composer.js').Composer, stage: import('./modes.js').Stage,
 *   now: () => {playing: boolean, nextBar: number}}} Parts
 */
import { modeOf } from './modes.js';
import { MeloVoice } from './voice.js';

export class Cast {
  #parts;
  /** @type {MeloVoice[]} */
  voices = [];

  constructor(/** @type {Parts} */ parts) {
    this.#parts = parts;
  }

  /** @returns {string[]} */
  match() {
    const before = new Map(this.voices.map((voice) => [voice.name, voice]));
    const wanted = this.#parts.settings.state.voices;
    this.voices = wanted.map(({ name }) => before.get(name) ?? this.#newVoice(name));
    wanted.forEach(({ mode }, index) => {
      if (this.voices[index].mode === null) this.setMode(index, mode);
    });
    return [...before.keys()].filter((name) => !wanted.some((voice) => voice.name === name));
  }

  restart() {
    for (const voice of this.voices) this.#parts.composer.restart(voice.name, 0);
  }

  setMode(/** @type {number} */ index, /** @type {string} */ name) {
    const voice = this.voices[index];
    const { playing, nextBar } = this.#parts.now();
    voice.mode?.stop(nextBar);
    voice.mode = modeOf(name, voice, this.#parts.stage);
    if (playing) voice.mode.start(nextBar);
  }

  /** What the person hasn't heard yet is composed anew; before the start all of it, with the seed. */
  composeAnew(/** @type {number} */ index) {
    const voice = this.voices[index];
    if (!this.#parts.now().playing && voice.fixed === 0) this.#parts.composer.restart(voice.name, 0);
    else voice.composeAnew();
  }

  /** A new voice begins at the next bar line. */
  #newVoice(/** @type {string} */ name) {
    const { connection, composer, now } = this.#parts;
    const { playing, nextBar } = now();
    composer.restart(name, playing ? nextBar : 0);
    return new MeloVoice(name, connection);
  }
}
