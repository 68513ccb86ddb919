// @ts-check
/** Tone.js as a module. */

import './refuse-blob-workers.js';
import '../vendor/tone.js';

export default /** @type {any} */ (self).Tone;
