// @ts-check
/** What all instruments are made of: stereo waves, partials that die away, and their levels. */

/** @typedef {{left: Float32Array<ArrayBuffer>, right: Float32Array<ArrayBuffer>}} Stereo */

const INAUDIBLE = 3e-5;

/**
 * Frequency in Hz of a MIDI pitch.
 *
 * @param {number} pitch
 */
export function frequencyOf(pitch) {
  return 440 * 2 ** ((pitch - 69) / 12);
}

/**
 * Silence.
 *
 * @param {number} seconds
 * @param {number} rate samples a second
 * @returns {Stereo}
 */
export function silence(seconds, rate) {
  const length = Math.ceil(seconds * rate);
  return { left: new Float32Array(length), right: new Float32Array(length) };
}

/**
 * Add a sine that dies away exponentially, until it can't be heard any more.
 *
 * @param {Float32Array} wave
 * @param {number} rate
 * @param {{frequency: number, level: number, phase?: number, decay: number}} partial decay: seconds
 *     in which it falls to 1/e
 */
export function addPartial(wave, rate, { frequency, level, phase = 0, decay }) {
  const audible = decay * rate * Math.log(Math.abs(level) / INAUDIBLE);
  const end = Math.min(wave.length, Math.ceil(audible));
  const turn = (2 * Math.PI * frequency) / rate;
  const radius = Math.exp(-1 / (decay * rate));
  const first = 2 * radius * Math.cos(turn);
  const second = radius * radius;
  let last = (level * Math.sin(phase - turn)) / radius;
  let now = level * Math.sin(phase);
  for (let at = 0; at < end; at += 1) {
    wave[at] += now;
    const next = first * now - second * last;
    last = now;
    now = next;
  }
}

/**
 * Begin and end a wave without a click.
 *
 * @param {Stereo} stereo
 * @param {number} rate
 * @param {{rise: number, fall: number}} seconds
 */
export function smoothEnds({ left, right }, rate, { rise, fall }) {
  for (const wave of [left, right]) {
    const first = Math.round(rise * rate);
    for (let at = 0; at < first; at += 1) wave[at] *= half(at / first);
    const last = Math.round(fall * rate);
    for (let at = 0; at < last; at += 1) wave[wave.length - 1 - at] *= half(at / last);
  }
}

/** From 0 to 1 along half a cosine. */
function half(/** @type {number} */ share) {
  return 0.5 - 0.5 * Math.cos(Math.PI * share);
}

/**
 * Bring a wave to a root mean square over its first moments, that is, to a loudness.
 *
 * @param {Stereo} stereo
 * @param {number} rate
 * @param {{level: number, seconds: number}} loudness
 */
export function bringTo({ left, right }, rate, { level, seconds }) {
  const end = Math.min(left.length, Math.round(seconds * rate));
  let energy = 0;
  for (let at = 0; at < end; at += 1) energy += left[at] ** 2 + right[at] ** 2;
  const factor = level / Math.sqrt(energy / (2 * end) || 1);
  for (const wave of [left, right]) {
    for (let at = 0; at < wave.length; at += 1) wave[at] *= factor;
  }
}
