// @ts-check
/**
 * Calls a function every few milliseconds, also while the page's tab is hidden.
 *
 *   const ticker = new Ticker();
 *   ticker.start(tick);  ticker.stop();
 */
const TICK_MS = 25;

export class Ticker {
  /** @type {Worker|null} */
  #worker = null;

  start(/** @type {() => void} */ tick) {
    this.stop();
    this.#worker = new Worker(new URL('./ticker-worker.js', import.meta.url));
    this.#worker.onmessage = tick;
    this.#worker.postMessage(TICK_MS);
  }

  stop() {
    this.#worker?.terminate();
    this.#worker = null;
  }
}
