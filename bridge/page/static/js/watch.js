// @ts-check
/**
 * Other clients of the server: their voices as cards that are only looked at, until one is taken over.
 *
 *   const others = new Others(place, {connection, beat: () => 12.5, firstColour: () => 2, onerror});
 *   others.voices()             those that were heard of lately
 *   others.voice(id)            one of them, to be given thumbs as one of our own
 *   others.isSounding           whether one of them plays now
 * Events: change.
 */
import { element } from './dom.js';
import { afterFeed } from './feed.js';
import { makeKnob } from './knob.js';
import { scaleOf } from './knob-scale.js';
import { voiceColour } from './palette.js';

const NOT_TAKEN = 'Take this voice over first: it is of another client.';
const FORGOTTEN_SECONDS = 30;
const SOUNDING_SECONDS = 4;
const KNOBS = ['harmony', 'smoothness', 'variety', 'style', 'form', 'temperature'];
const UNTOLD = new Set(['seed', 'onset', 'within', 'reply_port', 'tempo']);

export class Others extends EventTarget {
  #place;
  #parts;
  /** @type {Map<string, import('./feed.js').OtherVoice>} */
  #voices = new Map();
  /** Knobs that this page holds, by voice. @type {Map<string, Record<string, number>>} */
  #held = new Map();

  /** @param {HTMLElement} place @param {{connection: any, beat: () => number, firstColour: () => number, onerror: (text: string) => void}} parts */
  constructor(place, parts) {
    super();
    this.#place = place;
    this.#parts = parts;
    parts.connection.addEventListener('feed', (/** @type {any} */ event) => this.#hear(event.detail));
    parts.connection.addEventListener('close', () => this.#lost());
    setInterval(() => this.#forget(), 1000 * SOUNDING_SECONDS);
  }

  voices() {
    return [...this.#voices.values()];
  }

  /** As much of a voice of ours as thumbs need. @param {string} id */
  voice(id) {
    const voice = this.#voices.get(id);
    if (!voice) return undefined;
    const ask = async (/** @type {string} */ address, /** @type {any[]} */ ...args) => {
      if (!this.#held.has(id)) throw new Error(NOT_TAKEN);
      const [reply] = await this.#parts.connection.ask(address, [voice.name, ...args], {
        client: voice.client,
      });
      return { thumbs: reply.args[2] };
    };
    return {
      name: id,
      notes: () => voice.notes,
      thumb: (/** @type {number} */ value, /** @type {number} */ index) => ask('/melo/reward', value, index),
      undo: () => ask('/melo/taste', 'undo'),
    };
  }

  /** Quarters a minute, where one of them told its tempo. @returns {number|undefined} */
  get tempo() {
    return this.voices().find((voice) => voice.keys.tempo)?.keys.tempo;
  }

  get isSounding() {
    const now = performance.now() / 1000;
    return this.voices().some((voice) => voice.notes.length > 0 && now - voice.seen < SOUNDING_SECONDS);
  }

  /** @param {{client: string, messages: Array<[string, any[]]>}} fed */
  #hear({ client, messages }) {
    const id = `${client} ${messages[0]?.[1]?.[0]}`;
    const now = performance.now() / 1000;
    const voice = afterFeed(this.#voices.get(id) ?? null, client, messages, this.#parts.beat(), now);
    if (!voice) return;
    const isNew = !this.#voices.has(id);
    this.#voices.set(id, voice);
    if (isNew) this.#build();
    else this.#show(id);
    this.dispatchEvent(new Event('change'));
  }

  /** A page that lost its server holds nothing any more. */
  #lost() {
    this.#held.clear();
    this.#build();
  }

  #forget() {
    const now = performance.now() / 1000;
    const before = this.#voices.size;
    for (const [id, voice] of this.#voices) {
      if (now - voice.seen > FORGOTTEN_SECONDS && !this.#held.has(id)) this.#voices.delete(id);
    }
    if (this.#voices.size === before) return;
    this.#build();
    this.dispatchEvent(new Event('change'));
  }

  #build() {
    this.#place.hidden = this.#voices.size === 0;
    const cards = [...this.#voices].map(([id, voice], number) => {
      const card = this.#card(id, voice);
      card.style.setProperty('--voice', voiceColour(this.#parts.firstColour() + number));
      return card;
    });
    this.#place.replaceChildren(element('h3', { text: 'Other clients' }), ...cards);
  }

  #card(/** @type {string} */ id, /** @type {import('./feed.js').OtherVoice} */ voice) {
    const isHeld = this.#held.has(id);
    return element(
      'div',
      { class: 'other', 'data-id': id },
      element('b', { text: voice.name }),
      element('span', { class: 'about', text: voice.client }),
      element('p', { class: 'keys-told', text: told(voice.keys) }),
      element('button', {
        type: 'button',
        class: 'quiet',
        text: isHeld ? 'Give back' : 'Take over',
        'aria-label': `${isHeld ? 'Give back' : 'Take over'} ${voice.name} of ${voice.client}`,
        onclick: () => this.#toggle(id, voice),
      }),
      ...(isHeld ? [this.#knobs(id, voice)] : []),
    );
  }

  #show(/** @type {string} */ id) {
    const card = [...this.#place.children].find((one) => one instanceof HTMLElement && one.dataset.id === id);
    const line = card?.querySelector('.keys-told');
    if (line) line.textContent = told(this.#voices.get(id)?.keys ?? {});
  }

  #toggle(/** @type {string} */ id, /** @type {any} */ { client, name }) {
    const { connection } = this.#parts;
    if (this.#held.delete(id)) connection.release(client, name);
    else {
      this.#held.set(id, {});
      connection.take(client, name);
    }
    this.#build();
    const again = [...this.#place.querySelectorAll('.other')].find(
      (one) => one instanceof HTMLElement && one.dataset.id === id,
    );
    again?.querySelector('button')?.focus();
  }

  #knobs(/** @type {string} */ id, /** @type {any} */ { client, name, keys }) {
    const held = /** @type {Record<string, number>} */ (this.#held.get(id));
    const knobs = KNOBS.map((knob) =>
      makeKnob({
        name: knob,
        label: `${knob} of ${name}`,
        tip: `${knob} of ${name}, while you hold it`,
        scale: scaleOf(0, 2, 1),
        value: held[knob] ?? Number(keys[knob] ?? 1),
        onturn: (value) => {
          held[knob] = value;
          this.#hold(client, name, held);
        },
      }),
    );
    return element('div', { class: 'row held' }, ...knobs);
  }

  async #hold(
    /** @type {string} */ client,
    /** @type {string} */ name,
    /** @type {Record<string, number>} */ held,
  ) {
    try {
      await this.#parts.connection.ask('/melo/hold', [name, ...Object.entries(held).flat()], { client });
    } catch (error) {
      this.#parts.onerror(/** @type {Error} */ (error).message);
    }
  }
}

/** @param {Record<string, any>} keys */
function told(keys) {
  const shown = Object.entries(keys).filter(([name]) => !UNTOLD.has(name));
  const number = (/** @type {any} */ value) => (typeof value === 'number' ? Number(value.toFixed(2)) : value);
  return shown.map(([name, value]) => `${name} ${number(value)}`).join(', ') || 'as it comes';
}
