// @ts-check
/**
 * Audio seconds as the milliseconds of performance.now(), in which MIDI outputs count. Pure.
 *
 *   const times = new MidiTimes();
 *   times.observe(sound.now(), performance.now());   // now and then
 *   times.milliseconds(audioSeconds)
 *
 * The audio clock goes in steps: what is read is up to a step old. The least difference of the last
 * observations is that of a fresh one.
 */

const KEPT = 40;

export class MidiTimes {
  /** @type {number[]} */
  #differences = [];

  observe(/** @type {number} */ seconds, /** @type {number} */ milliseconds) {
    this.#differences.push(milliseconds - 1000 * seconds);
    if (this.#differences.length > KEPT) this.#differences.shift();
  }

  milliseconds(/** @type {number} */ seconds) {
    return 1000 * seconds + Math.min(...this.#differences);
  }
}
