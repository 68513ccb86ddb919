// @ts-check
/**
 * Values inside of plain JSON by paths such as 'voices.0.knobs.harmony': pure.
 *
 *   valueAt(value, path) -> what stands there, or undefined
 *   replaced(value, path, inner) -> a copy with another value there
 */

/** By own properties only. @returns {any} */
export function valueAt(/** @type {any} */ value, /** @type {string} */ path) {
  return path.split('.').reduce(
    (found, part) => (found !== null && typeof found === 'object' && Object.hasOwn(found, part) ? found[part] : undefined),
    value,
  );
}

/** @returns {any} */
export function replaced(/** @type {any} */ value, /** @type {string} */ path, /** @type {any} */ inner) {
  const [first, ...rest] = path.split('.');
  const copy = Array.isArray(value) ? [...value] : { ...value };
  copy[first] = rest.length ? replaced(copy[first] ?? {}, rest.join('.'), inner) : inner;
  return copy;
}
