/** Noise with a colour: what hammers, fingers, brushes and rooms are made of. */

/**
 * Add noise through a band-pass filter (a biquad, 12 dB an octave), shaped in time.
 *
 * @param {Float32Array} wave
 * @param {number} rate
 * @param {() => number} random
 * @param {{frequency: number, width: number, level: number, rise: number, decay: number,
 *     delay?: number}} band width: Hz over frequency; rise, decay: seconds until it is there, and
 *     to fall to 1/e
 */
export function addNoise(wave, rate, random, { frequency, width, level, rise, decay, delay = 0 }) {
  const filter = bandPass(frequency / rate, width);
  const begin = Math.round(delay * rate);
  const end = Math.min(wave.length, begin + Math.ceil((rise + 9 * decay) * rate));
  for (let at = begin; at < end; at += 1) {
    const seconds = (at - begin) / rate;
    const shape = seconds < rise ? seconds / rise : Math.exp((rise - seconds) / decay);
    wave[at] += level * shape * filter(2 * random() - 1);
  }
}

/**
 * A band-pass filter with a gain of 1 at its middle, after the Audio EQ Cookbook.
 *
 * @param {number} frequency in cycles a sample
 * @param {number} width bandwidth over frequency
 * @returns {(sample: number) => number}
 */
function bandPass(frequency, width) {
  const turn = 2 * Math.PI * Math.min(frequency, 0.49);
  const alpha = (Math.sin(turn) * width) / 2;
  const scale = 1 / (1 + alpha);
  const [gain, first, second] = [alpha * scale, 2 * Math.cos(turn) * scale, (1 - alpha) * scale];
  let [in1, in2, out1, out2] = [0, 0, 0, 0];
  return (sample) => {
    const out = gain * (sample - in2) + first * out1 - second * out2;
    in2 = in1;
    in1 = sample;
    out2 = out1;
    out1 = out;
    return out;
  };
}
