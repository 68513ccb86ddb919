// @ts-check
/**
 * A knob's scale: from values to angles and back, steps, and how a value is written. Pure.
 * @typedef {{low: number, high: number, step: number, fallback: number}} Scale fallback: the default
 */

// Degrees, from straight up; a knob's scale leaves a quarter of the circle open below.
export const SWEEP = 135;
const FINE_STEPS = 40;
const PAGE_STEPS = 5;

/**
 * @param {number} low
 * @param {number} high
 * @param {number} fallback
 * @param {boolean} [whole]
 * @returns {Scale}
 */
export const scaleOf = (low, high, fallback, whole = false) => ({
  low,
  high,
  fallback,
  step: whole ? 1 : (high - low) / FINE_STEPS,
});

/** @param {Scale} scale @param {number} value */
export function clamped(scale, value) {
  const steps = Math.round((value - scale.low) / scale.step);
  return Number(Math.min(scale.high, Math.max(scale.low, scale.low + steps * scale.step)).toFixed(4));
}

/** Degrees from straight up. @param {Scale} scale @param {number} value */
export const angleOf = (scale, value) => ((value - scale.low) / (scale.high - scale.low)) * 2 * SWEEP - SWEEP;

/**
 * The value after a key, or null where the key isn't one of a slider.
 * @param {Scale} scale
 * @param {number} value
 * @param {string} key as KeyboardEvent.key names it
 */
export function afterKey(scale, value, key) {
  const ways = /** @type {Record<string, number>} */ ({
    ArrowUp: 1,
    ArrowRight: 1,
    ArrowDown: -1,
    ArrowLeft: -1,
    PageUp: PAGE_STEPS,
    PageDown: -PAGE_STEPS,
  });
  if (key === 'Home') return scale.low;
  if (key === 'End') return scale.high;
  if (key === 'Delete') return scale.fallback;
  return key in ways ? clamped(scale, value + ways[key] * scale.step) : null;
}

/** @param {Scale} scale @param {number} value */
export const written = (scale, value) =>
  scale.step === 1 ? String(value) : value.toFixed(2).replace(/0$/, '');

/**
 * A point on a circle around 50, 50.
 * @param {number} degrees from straight up
 * @param {number} radius
 */
export function onCircle(degrees, radius) {
  const radians = (degrees * Math.PI) / 180;
  const round = (/** @type {number} */ x) => Number(x.toFixed(2));
  return [round(50 + radius * Math.sin(radians)), round(50 - radius * Math.cos(radians))];
}

/**
 * The arc between two angles as the path of an SVG.
 * @param {number} from
 * @param {number} to
 * @param {number} radius
 */
export function arc(from, to, radius) {
  const [start, end] = from < to ? [from, to] : [to, from];
  const [x1, y1] = onCircle(start, radius);
  const [x2, y2] = onCircle(end, radius);
  return `M${x1} ${y1}A${radius} ${radius} 0 ${end - start > 180 ? 1 : 0} 1 ${x2} ${y2}`;
}
