// @ts-check
/**
 * Beats (quarter notes) and seconds of the audio clock, under changes of the tempo: pure.
 *
 *   const clock = new BeatClock(108);
 *   clock.start(seconds)            beat 0 is at this time
 *   clock.setTempo(bpm, seconds)    from this time on; earlier beats keep their times
 *   clock.beat(seconds), clock.seconds(beat), clock.tempo
 */
export class BeatClock {
  /** @type {Array<{beat: number, seconds: number, tempo: number}>} */
  #stretches;

  constructor(/** @type {number} */ tempo) {
    this.#stretches = [{ beat: 0, seconds: 0, tempo }];
  }

  /** Quarter notes a minute, as it was set last. */
  get tempo() {
    return this.#last().tempo;
  }

  start(/** @type {number} */ seconds) {
    this.#stretches = [{ beat: 0, seconds, tempo: this.tempo }];
  }

  setTempo(/** @type {number} */ tempo, /** @type {number} */ seconds) {
    const from = Math.max(seconds, this.#last().seconds);
    const next = { beat: this.beat(from), seconds: from, tempo };
    if (from === this.#last().seconds) this.#stretches.pop();
    this.#stretches.push(next);
  }

  beat(/** @type {number} */ seconds) {
    const { beat, seconds: from, tempo } = this.#stretch((stretch) => stretch.seconds <= seconds);
    return beat + ((seconds - from) * tempo) / 60;
  }

  seconds(/** @type {number} */ beat) {
    const { beat: from, seconds, tempo } = this.#stretch((stretch) => stretch.beat <= beat);
    return seconds + ((beat - from) * 60) / tempo;
  }

  #last() {
    return this.#stretches[this.#stretches.length - 1];
  }

  /** The latest stretch that has begun; the first one also counts backwards from its start. */
  #stretch(/** @type {(stretch: {beat: number, seconds: number}) => boolean} */ hasBegun) {
    return this.#stretches.findLast(hasBegun) ?? this.#stretches[0];
  }
}
