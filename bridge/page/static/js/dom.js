// @ts-check
/** Making and finding elements, in a few words. */

/**
 * The element with an id; it has to be there.
 * @param {string} id
 * @returns {any}
 */
export const byId = (id) => document.getElementById(id);

/**
 * An element. Properties that begin with 'on' are listeners; `text` is its text; others are attributes,
 * where true is an empty one and false or null none.
 * @param {string} tag
 * @param {Record<string, any>} [properties]
 * @param {...(Node|string)} children
 * @returns {any}
 */
export function element(tag, properties = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (name.startsWith('on')) made.addEventListener(name.slice(2), value);
    else if (name === 'text') made.textContent = value;
    else setAttribute(made, name, value);
  }
  made.append(...children);
  return made;
}

/**
 * Sets an attribute, or takes it away where the value is false or null.
 * @param {Element} target
 * @param {string} name
 * @param {any} value
 */
export function setAttribute(target, name, value) {
  if (value === false || value === null || value === undefined) target.removeAttribute(name);
  else target.setAttribute(name, value === true ? '' : String(value));
}

/**
 * A choice from a list, with its label.
 * @param {string} label
 * @param {Array<string|{value: string, text: string}>} options
 * @param {string} value
 * @param {(value: string) => void} onchange
 */
export function choice(label, options, value, onchange) {
  const items = options.map((option) => {
    const { value: of, text } = typeof option === 'string' ? { value: option, text: option } : option;
    return element('option', { value: of, text });
  });
  const select = element(
    'select',
    { onchange: (/** @type {any} */ event) => onchange(event.target.value) },
    ...items,
  );
  select.value = value;
  return element('label', { class: 'choice' }, element('span', { text: label }), select);
}

/** Whether the person asked for less movement. */
export const reducedMotion = () => matchMedia('(prefers-reduced-motion: reduce)').matches;

/**
 * Listens to something of the page; the listener gets the detail of the event.
 * @param {EventTarget} source
 * @param {string} type
 * @param {(detail: any) => void} listener
 */
export const on = (source, type, listener) =>
  source.addEventListener(type, (event) => listener(/** @type {CustomEvent} */ (event).detail));
