// @ts-check
/**
 * Workers from blobs fail at once.
 *
 * Our policy forbids them, but browsers say so later and elsewhere, as an error on the console. Tone
 * begins with one when it is loaded, and does without where that throws.
 */

self.Worker = class extends Worker {
  /**
   * @param {string | URL} url
   * @param {WorkerOptions} [options]
   */
  constructor(url, options) {
    if (String(url).startsWith('blob:')) throw new DOMException('workers are files', 'SecurityError');
    super(url, options);
  }
};
