// @ts-check
/** What the page has to say: errors, what was done, and what is only read aloud. */

const SHOWN_SECONDS = 7;

export class Messages {
  #alert;
  #told;
  #spoken;
  /** @type {Map<HTMLElement, number>} */
  #timers = new Map();

  /** @param {HTMLElement} alert @param {HTMLElement} told @param {HTMLElement} spoken polite live regions */
  constructor(alert, told, spoken) {
    this.#alert = alert;
    this.#told = told;
    this.#spoken = spoken;
  }

  /** Something went wrong. @param {string} text */
  error(text) {
    this.#show(this.#alert, text);
  }

  /** An error is over: it goes, if it still stands there. @param {string} text */
  withdraw(text) {
    if (this.#alert.textContent === text) this.#show(this.#alert, '');
  }

  /** Something was done. @param {string} text */
  tell(text) {
    this.#show(this.#told, text);
  }

  /** Only read aloud. @param {string} text */
  say(text) {
    this.#spoken.textContent = text;
  }

  #show(/** @type {HTMLElement} */ place, /** @type {string} */ text) {
    clearTimeout(this.#timers.get(place));
    place.textContent = text;
    this.#timers.set(
      place,
      setTimeout(() => (place.textContent = ''), SHOWN_SECONDS * 1000),
    );
  }
}
