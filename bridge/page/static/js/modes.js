// @ts-check
/**
 * How a voice plays with a person, as docs/midi.md says: state machines over the beats of the song.
 *
 *   const mode = modeOf('answer', voice, () => beats a bar)
 *   mode.start(beat), mode.stop(beat)        the song starts at a bar line, stops
 *   mode.limit(until)                        up to which beat the voice is to be composed
 *   mode.advance(beat, ahead)                the song is at a beat; composing takes `ahead` beats
 *   mode.press({pitch, velocity, onset}), mode.release(pitch, beat)     a key of the person
 *
 * @typedef {{pitch: number, velocity: number, onset: number}} Key
 */

/** Up to so many beats late a note still comes; later, the melody goes on at the next beat. */
const LATE_BEATS = 0.25;

/** Plays by itself; keys have no effect. */
export class Generate {
  hears = false;

  constructor(/** @type {import('./voice.js').MeloVoice} */ voice) {
    this.voice = voice;
    this.running = false;
  }

  start(/** @type {number} */ _beat) {
    this.running = true;
  }

  stop(/** @type {number} */ _beat) {
    this.running = false;
  }

  limit(/** @type {number} */ until) {
    return until;
  }

  advance(/** @type {number} */ beat, /** @type {number} */ _ahead) {
    if (this.running && this.voice.end < beat - LATE_BEATS) this.voice.moveTo(Math.ceil(beat));
  }

  press(/** @type {Key} */ _key) {}

  release(/** @type {number} */ _pitch, /** @type {number} */ _beat) {}
}

/** @returns {Generate} */
export function modeOf(/** @type {string} */ name, /** @type {import('./voice.js').MeloVoice} */ voice) {
  return new Generate(voice);
}
