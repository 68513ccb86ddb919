// @ts-check
/**
 * Calls a function again and again, at its pace also while the page's tab is hidden.
 *
 *   const ticker = new Ticker();
 *   ticker.start(tick);  ticker.hurry(true), ticker.hurry(false);  ticker.stop()
 */
const SOON_MS = 25;
/** While nothing sounds, the page wakes the computer less often. */
const LATER_MS = 250;

export class Ticker {
  /** @type {Worker|null} */
  #worker = null;

  start(/** @type {() => void} */ tick) {
    this.stop();
    this.#worker = new Worker(new URL('./ticker-worker.js', import.meta.url));
    this.#worker.onmessage = tick;
    this.hurry(false);
  }

  hurry(/** @type {boolean} */ isSounding) {
    this.#worker?.postMessage(isSounding ? SOON_MS : LATER_MS);
  }

  stop() {
    this.#worker?.terminate();
    this.#worker = null;
  }
}
