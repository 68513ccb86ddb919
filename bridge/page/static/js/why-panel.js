// @ts-check
/**
 * Says of a chosen note why it was chosen, and lets what could have come instead be heard.
 *
 *   const panel = new WhyPanel(place, {ask, hear, flat: () => false, onclose});
 *   await panel.show({voice, note}, barBeats)
 */
import { element, setAttribute } from './dom.js';
import { lengthName, noteName, placeOf } from './names.js';
import { percent, signed, summary, terms } from './reasons.js';

export class WhyPanel {
  #place;
  #parts;
  /** The note that was asked about last. */
  #asked = null;

  /** @param {HTMLElement} place @param {{ask: (chosen: any) => Promise<import('./reasons.js').Why>,
   *   hear: (chosen: any, note: any) => void, flat: () => boolean, onclose: () => void}} parts */
  constructor(place, parts) {
    this.#place = place;
    this.#parts = parts;
    place.addEventListener('keydown', (event) => event.key === 'Escape' && parts.onclose());
  }

  get isOpen() {
    return !this.#place.hidden;
  }

  hide() {
    this.#place.hidden = true;
  }

  /** @param {any} chosen the voice and its note @param {number} barBeats */
  async show(chosen, barBeats) {
    this.#asked = chosen;
    this.#place.hidden = false;
    this.#place.replaceChildren(this.#head(chosen, barBeats), element('p', { text: 'Asking why …' }));
    try {
      const why = await this.#parts.ask(chosen);
      if (this.#asked !== chosen) return;
      this.#place.replaceChildren(this.#head(chosen, barBeats), ...this.#body(chosen, why));
    } catch (error) {
      const text = /** @type {Error} */ (error).message;
      this.#place.replaceChildren(this.#head(chosen, barBeats), element('p', { class: 'error', text }));
    }
  }

  #head(/** @type {any} */ { voice, note }, /** @type {number} */ barBeats) {
    const { bar, beat } = placeOf(note.onset, barBeats);
    return element(
      'header',
      {},
      element('h2', { text: noteName(note.pitch, this.#parts.flat()) }),
      element('p', { text: `${lengthName(note.duration)}, bar ${bar}, beat ${beat}, ${voice.name}` }),
      element('button', {
        type: 'button',
        class: 'close',
        'aria-label': 'Close',
        text: '×',
        onclick: this.#parts.onclose,
      }),
    );
  }

  #body(/** @type {any} */ chosen, /** @type {import('./reasons.js').Why} */ why) {
    const list = element('ul', { class: 'terms' }, ...terms(why).map(term));
    const sides = element(
      'p',
      { class: 'sides', 'aria-hidden': 'true' },
      element('span', { text: 'against' }),
      element('span', { text: 'for' }),
    );
    const others = why.alternatives.map((note) => this.#alternative(chosen, note));
    return [
      element('p', { class: 'summary', text: summary(why) }),
      sides,
      list,
      element('h3', { text: 'Could have come instead' }),
      element('div', { class: 'alternatives' }, ...others),
    ];
  }

  #alternative(/** @type {any} */ chosen, /** @type {any} */ note) {
    const name = noteName(note.pitch, this.#parts.flat());
    const button = element(
      'button',
      {
        type: 'button',
        'aria-label': `Hear ${name}, ${lengthName(note.duration)}, ${percent(note.probability)}`,
        onclick: () => this.#parts.hear(chosen, note),
      },
      element('b', { text: name }),
      element('span', { text: shortLength(note.duration) }),
      element('i', { text: percent(note.probability) }),
    );
    setAttribute(button, 'disabled', note.pitch < 0);
    return button;
  }
}

/** @param {number} beats */
const shortLength = (beats) => lengthName(beats).replace(/^an? /, '');

/** A bar to the right speaks for the note, one to the left against it. */
function term(/** @type {any} */ { text, says, nats, width }) {
  const bar = element('span', { class: nats > 0 ? 'bar for' : 'bar against', 'aria-hidden': 'true' });
  bar.style.setProperty('--width', `${Math.round(width * 100)}%`);
  return element(
    'li',
    {},
    element('span', { text }),
    bar,
    element('span', { class: 'nats' }, element('span', { class: 'hidden', text: `${says}: ` }), signed(nats)),
  );
}
