// @ts-check
/**
 * Thumbs for what sounds: which note of which voice got one, and taking the last one back.
 *
 *   const thumbs = new Thumbs({beat: () => player.beat(), find: (id) => the voice});
 *   await thumbs.give(1, {voice: 'lead'});         for the note that sounds
 *   await thumbs.give(-1, {voice: 'lead', index: 7});  await thumbs.undo();
 *   thumbs.of('lead')          Map from the index of a note to 1 or -1
 * Events: change; error {text}; told {text}, a sentence on what happened.
 */
import { element } from './dom.js';

export class Thumbs extends EventTarget {
  #beat;
  #find;
  /** @type {Map<string, Map<number, number>>} */
  #given = new Map();
  /** @type {Array<{voice: string, index: number}>} */
  #order = [];

  /** @param {{beat: () => number, find: (id: string) => any}} parts */
  constructor({ beat, find }) {
    super();
    this.#beat = beat;
    this.#find = find;
  }

  /** @param {string} voice @returns {Map<number, number>} */
  of(voice) {
    const given = this.#given.get(voice) ?? new Map();
    this.#given.set(voice, given);
    return given;
  }

  /** @param {number} value @param {{voice: string, index?: number}} note without an index: the one that sounds */
  async give(value, note) {
    const voice = this.#find(note.voice);
    if (!voice || !voice.notes().length) return this.#tell('told', 'Nothing has sounded yet.');
    const index = note.index ?? voice.indexAt(this.#beat());
    this.of(voice.name).set(index, value);
    this.#order.push({ voice: voice.name, index });
    this.#tell('change');
    await this.#ask(voice.thumb(value, index), value > 0 ? 'More like this' : 'Less like this');
  }

  async undo() {
    const last = this.#order.pop();
    const voice = last && this.#find(last.voice);
    if (!voice || !last) return this.#tell('told', 'There is no thumb to take back.');
    this.of(voice.name).delete(last.index);
    this.#tell('change');
    await this.#ask(voice.undo(), 'Taken back');
  }

  /** A voice starts anew: its marks belong to notes that are gone. */
  clear() {
    this.#given.clear();
    this.#order = [];
    this.#tell('change');
  }

  async #ask(/** @type {Promise<{thumbs: number}>} */ answer, /** @type {string} */ text) {
    try {
      const { thumbs } = await answer;
      this.#tell('told', `${text}: its taste knows ${thumbs} ${thumbs === 1 ? 'thumb' : 'thumbs'}.`);
    } catch (error) {
      this.#tell('error', /** @type {Error} */ (error).message);
    }
  }

  #tell(/** @type {string} */ type, /** @type {string} */ text = '') {
    this.dispatchEvent(new CustomEvent(type, { detail: { text } }));
  }
}

/** The three buttons. @param {HTMLElement} place @param {Thumbs} thumbs @param {() => any} chosen */
export function thumbButtons(place, thumbs, chosen) {
  const button = (
    /** @type {string} */ id,
    /** @type {string} */ sign,
    /** @type {Array<string|Node>} */ text,
    /** @type {string} */ key,
    /** @type {() => void} */ onclick,
  ) =>
    element(
      'button',
      { type: 'button', id, 'aria-keyshortcuts': key, onclick },
      element('b', { text: sign, 'aria-hidden': 'true' }),
      element('span', {}, ...text),
    );
  const likeThis = () => element('span', { class: 'on-wide', text: ' like this' });
  place.prepend(
    button('thumb-up', '+', ['More', likeThis()], '+', () => thumbs.give(1, chosen())),
    button('thumb-down', '−', ['Less', likeThis()], '-', () => thumbs.give(-1, chosen())),
    button('thumb-undo', '↶', ['Take back'], '0', () => thumbs.undo()),
  );
}
