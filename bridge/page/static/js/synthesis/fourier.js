// @ts-check
/**
 * The inverse discrete Fourier transform, in place and without a factor (Cooley and Tukey).
 *
 * @param {Float64Array} real 2^n values
 * @param {Float64Array} imaginary as many
 */
export function inverseTransform(real, imaginary) {
  reorder(real, imaginary);
  for (let size = 2; size <= real.length; size *= 2) {
    const reach = size / 2;
    for (let step = 0; step < reach; step += 1) {
      const cosine = Math.cos((2 * Math.PI * step) / size);
      const sine = Math.sin((2 * Math.PI * step) / size);
      for (let even = step; even < real.length; even += size) {
        const odd = even + reach;
        const re = real[odd] * cosine - imaginary[odd] * sine;
        const im = real[odd] * sine + imaginary[odd] * cosine;
        real[odd] = real[even] - re;
        imaginary[odd] = imaginary[even] - im;
        real[even] += re;
        imaginary[even] += im;
      }
    }
  }
}

/** Put each value at the place whose number has its bits the other way round. */
function reorder(/** @type {Float64Array} */ real, /** @type {Float64Array} */ imaginary) {
  for (let from = 1, to = 0; from < real.length; from += 1) {
    let bit = real.length >> 1;
    for (; to & bit; bit >>= 1) to ^= bit;
    to ^= bit;
    if (from < to) {
      [real[from], real[to]] = [real[to], real[from]];
      [imaginary[from], imaginary[to]] = [imaginary[to], imaginary[from]];
    }
  }
}
