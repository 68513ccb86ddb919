// @ts-check
/** Lines beside the cards, as the braces of a score: who listens to whom, each with its knob `follow`. */
import { element } from './dom.js';
import { makeKnob } from './knob.js';
import { scaleOf } from './knob-scale.js';
import { voiceColour } from './palette.js';

const SVG = 'http://www.w3.org/2000/svg';
const INDENT = 4;
const DEPTH = 38;

/**
 * A bow from one height to another, open to the left.
 * @param {number} from in pixels
 * @param {number} to
 */
export const arcPath = (from, to) => `M${INDENT} ${from}C${DEPTH} ${from} ${DEPTH} ${to} ${INDENT} ${to}`;

export class ListenLines {
  #parts;
  #svg = document.createElementNS(SVG, 'svg');
  #place;
  /** @type {HTMLElement[]} */
  #cards = [];

  /** @param {HTMLElement} place @param {{settings: any, protocol: any}} parts */
  constructor(place, parts) {
    this.#place = place;
    this.#parts = parts;
    this.#svg.setAttribute('class', 'lines');
    this.#svg.setAttribute('aria-hidden', 'true');
    new ResizeObserver(() => this.draw(this.#cards)).observe(place);
  }

  /** @param {HTMLElement[]} cards in the order of the voices */
  draw(cards) {
    this.#cards = cards;
    const focused = this.#place.contains(document.activeElement)
      ? document.activeElement?.getAttribute('aria-label')
      : null;
    this.#place.querySelectorAll('.follow').forEach((old) => old.remove());
    this.#svg.replaceChildren();
    this.#place.append(this.#svg);
    const { voices } = this.#parts.settings.state;
    voices.forEach((/** @type {any} */ voice, /** @type {number} */ index) => {
      const heard = voices.findIndex((/** @type {any} */ one) => one.name === voice.listen);
      if (heard >= 0 && cards[index] && cards[heard]) this.#line(index, heard, voice);
    });
    if (focused?.startsWith('follow of')) {
      /** @type {HTMLElement|null} */ (this.#place.querySelector(`[aria-label="${focused}"]`))?.focus();
    }
  }

  /** A line that is being dragged. @param {string} path @param {number} index */
  preview(path, index) {
    this.#svg.querySelector('.preview')?.remove();
    this.#svg.append(this.#path(path, index, 'preview'));
  }

  #line(/** @type {number} */ index, /** @type {number} */ heard, /** @type {any} */ voice) {
    const middle = (/** @type {number} */ n) => this.#cards[n].offsetTop + this.#cards[n].offsetHeight / 2;
    const [from, to] = [middle(index), middle(heard)];
    this.#svg.append(this.#path(arcPath(from, to), index, 'line'));
    const key = this.#parts.protocol.keys.find((/** @type {any} */ one) => one.name === 'follow');
    const label = `follow of ${voice.name}: how much it takes up of ${voice.listen}`;
    const knob = makeKnob({
      name: 'follow',
      label,
      tip: key.text,
      value: voice.follow,
      scale: scaleOf(0, 1, 0.5),
      onturn: (value) => this.#parts.settings.set(`voices.${index}.follow`, value),
    });
    const holder = element('span', { class: 'follow' }, knob);
    holder.style.top = `${(from + to) / 2}px`;
    holder.style.setProperty('--voice', voiceColour(index));
    this.#place.append(holder);
  }

  #path(/** @type {string} */ d, /** @type {number} */ index, /** @type {string} */ kind) {
    const path = document.createElementNS(SVG, 'path');
    path.setAttribute('d', d);
    path.setAttribute('class', kind);
    path.style.setProperty('--voice', voiceColour(index));
    return path;
  }
}
