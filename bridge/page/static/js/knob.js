// @ts-check
/**
 * `<melo-knob>`: a knob that is turned by dragging, wheel, keys and touch. Double click: its default.
 *
 *   const knob = makeKnob({name: 'harmony', label: 'harmony of lead', scale, value: 1, tip: 'weight of ...', onturn});
 *   knob.value = 1.5             // no event
 * Events: turn {value}; learn (the menu key or a right click asks for a controller).
 */
import { element } from './dom.js';
import { afterKey, angleOf, arc, clamped, onCircle, SWEEP, written } from './knob-scale.js';

const SVG = 'http://www.w3.org/2000/svg';
const RADIUS = 40;
// Pixels of a drag from one end to the other.
const DRAG_PIXELS = 180;
const FINE = 0.2;

class MeloKnob extends HTMLElement {
  /** @type {import('./knob-scale.js').Scale} */
  scale = { low: 0, high: 1, step: 0.025, fallback: 0 };
  #value = 0;
  #write = (/** @type {number} */ value) => written(this.scale, value);
  #parts = /** @type {any} */ ({});

  /** @param {{name: string, label: string, scale: any, value: number, tip: string, write?: (value: number) => string}} options */
  setUp({ name, label, scale, value, tip, write = this.#write }) {
    [this.scale, this.#write] = [scale, write];
    this.#build(name);
    const attributes = {
      role: 'slider',
      tabindex: '0',
      'aria-label': label,
      'aria-valuemin': scale.low,
      'aria-valuemax': scale.high,
      'aria-orientation': 'vertical',
      'data-name': name,
      title: `${tip}. Double click for ${write(scale.fallback)}, right click to learn a controller.`,
    };
    for (const [key, text] of Object.entries(attributes)) this.setAttribute(key, String(text));
    this.value = value;
    this.#listen();
  }

  get value() {
    return this.#value;
  }

  set value(/** @type {number} */ value) {
    this.#value = value;
    const text = this.#write(value);
    const [from, to] = [angleOf(this.scale, this.scale.fallback), angleOf(this.scale, value)];
    this.setAttribute('aria-valuenow', String(value));
    this.setAttribute('aria-valuetext', text);
    this.#parts.value.setAttribute('d', from === to ? '' : arc(from, to, RADIUS));
    const [x, y] = onCircle(to, RADIUS);
    this.#parts.hand.setAttribute('cx', String(x));
    this.#parts.hand.setAttribute('cy', String(y));
    this.#parts.number.textContent = text;
  }

  #build(/** @type {string} */ name) {
    const shape = (/** @type {string} */ tag, /** @type {Record<string, any>} */ properties) => {
      const made = document.createElementNS(SVG, tag);
      for (const [key, value] of Object.entries(properties)) made.setAttribute(key, String(value));
      return made;
    };
    const svg = shape('svg', { viewBox: '0 0 100 100', 'aria-hidden': 'true' });
    const [x, y] = onCircle(angleOf(this.scale, this.scale.fallback), RADIUS - 9);
    this.#parts = {
      value: shape('path', { class: 'value' }),
      hand: shape('circle', { class: 'hand', r: 7 }),
      number: element('output', { 'aria-hidden': 'true' }),
    };
    svg.append(
      shape('path', { class: 'track', d: arc(-SWEEP, SWEEP, RADIUS) }),
      this.#parts.value,
      shape('circle', { class: 'usual', r: 2.2, cx: x, cy: y }),
      this.#parts.hand,
    );
    this.replaceChildren(
      svg,
      this.#parts.number,
      element('span', { class: 'name', text: name, 'aria-hidden': 'true' }),
    );
  }

  #listen() {
    this.addEventListener('keydown', (event) => {
      const value = afterKey(this.scale, this.value, event.key);
      if (event.key === 'm') this.#learn();
      if (value === null) return;
      event.preventDefault();
      this.#turn(value);
    });
    this.addEventListener('dblclick', () => this.#turn(this.scale.fallback));
    this.addEventListener('pointerdown', (event) => this.#drag(event));
    this.addEventListener(
      'wheel',
      (event) => {
        if (document.activeElement !== this) return; // else a page couldn't be scrolled past its knobs
        event.preventDefault();
        this.#turn(clamped(this.scale, this.value - Math.sign(event.deltaY) * this.scale.step));
      },
      { passive: false },
    );
    this.addEventListener('contextmenu', (event) => {
      event.preventDefault();
      this.#learn();
    });
  }

  /** Up and right turn it up; with the shift key in fine steps. */
  #drag(/** @type {PointerEvent} */ down) {
    if (down.button !== 0) return;
    const ended = new AbortController();
    let [x, y, value] = [down.clientX, down.clientY, this.value];
    this.focus();
    this.setPointerCapture(down.pointerId);
    this.addEventListener(
      'pointermove',
      (event) => {
        const way = (event.clientX - x - (event.clientY - y)) * (event.shiftKey ? FINE : 1);
        [x, y] = [event.clientX, event.clientY];
        value += (way / DRAG_PIXELS) * (this.scale.high - this.scale.low);
        value = Math.max(this.scale.low, Math.min(this.scale.high, value));
        this.#turn(clamped(this.scale, value));
      },
      { signal: ended.signal },
    );
    for (const end of ['pointerup', 'pointercancel']) {
      this.addEventListener(end, () => ended.abort(), { signal: ended.signal });
    }
  }

  #learn() {
    this.dispatchEvent(new CustomEvent('learn'));
  }

  #turn(/** @type {number} */ value) {
    if (value === this.value) return;
    this.value = value;
    this.dispatchEvent(new CustomEvent('turn', { detail: { value } }));
  }
}

customElements.define('melo-knob', MeloKnob);

/**
 * @param {{name: string, label: string, scale: any, value: number, tip: string, write?: (value: number) => string,
 *   onturn: (value: number) => void}} options write: a value in words
 * @returns {MeloKnob}
 */
export function makeKnob(options) {
  const knob = /** @type {MeloKnob} */ (document.createElement('melo-knob'));
  knob.setUp(options);
  knob.addEventListener('turn', (/** @type {any} */ event) => options.onturn(event.detail.value));
  return knob;
}
