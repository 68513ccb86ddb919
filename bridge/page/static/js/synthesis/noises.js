// @ts-check
/** Noise with a colour: what hammers, fingers, brushes and rooms are made of. */

/**
 * @typedef {{frequency: number, width: number, level: number, rise: number, decay: number}} Band
 *     width: Hz over frequency; rise, decay: seconds until it is there, and to fall to 1/e
 */

/**
 * Add noise through a band-pass filter (a biquad, 12 dB an octave), shaped in time.
 *
 * @param {Float32Array} wave
 * @param {number} rate
 * @param {() => number} random
 * @param {Band} band
 */
export function addNoise(wave, rate, random, { frequency, width, level, rise, decay }) {
  const filter = bandPass(frequency / rate, width);
  const end = Math.min(wave.length, Math.ceil((rise + 9 * decay) * rate));
  for (let at = 0; at < end; at += 1) {
    const seconds = at / rate;
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
