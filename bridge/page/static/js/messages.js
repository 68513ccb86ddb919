// @ts-check
/** What the page has to say: errors and what was done, seen and read aloud. */

const SHOWN_SECONDS = 7;

export class Messages {
  #place;
  #spoken;
  #timer = 0;

  /** @param {HTMLElement} place an alert @param {HTMLElement} spoken a polite live region */
  constructor(place, spoken) {
    [this.#place, this.#spoken] = [place, spoken];
  }

  /** Something went wrong. @param {string} text */
  error(text) {
    this.#show(text, 'error');
  }

  /** Something was done. @param {string} text */
  tell(text) {
    this.#show(text, 'told');
  }

  /** Only read aloud. @param {string} text */
  say(text) {
    this.#spoken.textContent = text;
  }

  #show(/** @type {string} */ text, /** @type {string} */ kind) {
    clearTimeout(this.#timer);
    this.#place.className = `message ${kind}`;
    this.#place.textContent = text;
    this.#timer = setTimeout(() => (this.#place.textContent = ''), SHOWN_SECONDS * 1000);
  }
}
