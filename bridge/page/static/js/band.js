// @ts-check
/**
 * The band: a card for each voice, and lines from those that listen to those that they hear. A line is
 * drawn by dragging from a card's ear to another card; the choice "Listens to" does the same by keyboard.
 *
 *   const band = new Band(place, {settings, protocol, onchoose});
 *   band.choose(0)
 */
import { choice, element, setAttribute } from './dom.js';
import { arcPath, ListenLines } from './listen-lines.js';
import { voiceColour } from './palette.js';
import { INSTRUMENTS } from './schema.js';

export class Band {
  #place;
  #parts;
  #lines;
  #chosen = 0;

  /** @param {HTMLElement} place @param {{settings: any, protocol: any, onchoose: (index: number) => void}} parts */
  constructor(place, parts) {
    this.#place = place;
    this.#parts = parts;
    this.#lines = new ListenLines(place, parts);
    parts.settings.addEventListener('change', (/** @type {any} */ event) => this.#changed(event.detail.path));
    this.#build();
  }

  get #voices() {
    return this.#parts.settings.state.voices;
  }

  choose(/** @type {number} */ index) {
    this.#chosen = Math.max(0, Math.min(index, this.#voices.length - 1));
    this.#cards().forEach((card, number) => {
      card.classList.toggle('chosen', number === this.#chosen);
      setAttribute(
        /** @type {Element} */ (card.querySelector('.name')),
        'aria-pressed',
        String(number === this.#chosen),
      );
    });
    this.#parts.onchoose(this.#chosen);
  }

  #cards() {
    return /** @type {HTMLElement[]} */ ([...this.#place.querySelectorAll('.card')]);
  }

  #changed(/** @type {string} */ path) {
    if (path === 'voices' || path.endsWith('.name')) this.#build();
    else if (/\.(listen|follow)$/.test(path)) this.#lines.draw(this.#cards());
    else if (/\.(muted|volume|instrument|mode|agent|character)$/.test(path)) this.#show();
  }

  #build() {
    this.#place.replaceChildren(
      ...this.#voices.map((/** @type {any} */ voice, /** @type {number} */ index) =>
        this.#card(voice, index),
      ),
    );
    this.#show();
    this.#lines.draw(this.#cards());
    this.choose(this.#chosen);
  }

  #card(/** @type {any} */ voice, /** @type {number} */ index) {
    const { settings } = this.#parts;
    const set = (/** @type {string} */ name, /** @type {any} */ value) =>
      settings.set(`voices.${index}.${name}`, value);
    const card = element(
      'div',
      { class: 'card', 'data-name': voice.name },
      element('button', {
        type: 'button',
        class: 'name',
        text: voice.name,
        onclick: () => this.choose(index),
      }),
      element('span', { class: 'about' }),
      choice(`Instrument of ${voice.name}`, INSTRUMENTS, voice.instrument, (value) =>
        set('instrument', value),
      ),
      element('input', {
        type: 'range',
        class: 'volume',
        min: 0,
        max: 1,
        step: 0.05,
        'aria-label': `Volume of ${voice.name}`,
        oninput: (/** @type {any} */ event) => set('volume', Number(event.target.value)),
      }),
      element('button', {
        type: 'button',
        class: 'mute',
        text: 'mute',
        'aria-label': `Mute ${voice.name}`,
        onclick: () => set('muted', !this.#voices[index].muted),
      }),
      element('button', {
        type: 'button',
        class: 'remove',
        text: '×',
        'aria-label': `Remove ${voice.name}`,
        onclick: () => settings.removeVoice(index),
      }),
      this.#ear(voice, index),
    );
    card.style.setProperty('--voice', voiceColour(index));
    return card;
  }

  #show() {
    this.#cards().forEach((card, index) => {
      const voice = this.#voices[index];
      const find = (/** @type {string} */ selector) => /** @type {any} */ (card.querySelector(selector));
      find('.about').textContent = aboutOf(voice);
      find('select').value = voice.instrument;
      find('.volume').value = voice.volume;
      setAttribute(find('.mute'), 'aria-pressed', String(voice.muted));
      setAttribute(find('.remove'), 'disabled', this.#voices.length === 1);
      card.classList.toggle('muted', voice.muted);
    });
  }

  /** Where a line to another card begins. */
  #ear(/** @type {any} */ voice, /** @type {number} */ index) {
    const title = `Drag to another voice: ${voice.name} listens to it`;
    const ear = element('span', { class: 'ear', title, 'aria-hidden': 'true' });
    ear.addEventListener('pointerdown', (/** @type {PointerEvent} */ event) => this.#drag(event, index));
    return ear;
  }

  #drag(/** @type {PointerEvent} */ down, /** @type {number} */ index) {
    const ear = /** @type {HTMLElement} */ (down.target);
    const ended = new AbortController();
    down.preventDefault();
    ear.setPointerCapture(down.pointerId);
    const box = this.#place.getBoundingClientRect();
    const start = ear.getBoundingClientRect().top + ear.offsetHeight / 2 - box.top;
    ear.addEventListener(
      'pointermove',
      (event) => {
        this.#lines.preview(arcPath(start, event.clientY - box.top), index);
      },
      { signal: ended.signal },
    );
    ear.addEventListener(
      'pointerup',
      (event) => {
        const target = document.elementFromPoint(event.clientX, event.clientY)?.closest('.card');
        const name = target instanceof HTMLElement ? target.dataset.name : null;
        if (name && name !== this.#voices[index].name)
          this.#parts.settings.set(`voices.${index}.listen`, name);
      },
      { signal: ended.signal },
    );
    for (const end of ['pointerup', 'pointercancel']) {
      ear.addEventListener(
        end,
        () => {
          ended.abort();
          this.#lines.draw(this.#cards());
        },
        { signal: ended.signal },
      );
    }
  }
}

/** @param {any} voice */
function aboutOf({ agent, character, mode }) {
  const kind = character === 'any' || character === agent ? agent : `${agent}, ${character}`;
  return mode === 'generate' ? kind : `${kind}, ${mode}`;
}
