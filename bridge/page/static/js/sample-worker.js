// @ts-check
/** Computes waves beside the page: {name, root, rate} in, {name, root, wave} out. */

import { instrumentOf } from './instruments.js';

self.addEventListener('message', ({ data: { name, root, rate } }) => {
  const wave = instrumentOf(name).wave(root, rate);
  self.postMessage({ name, root, wave }, { transfer: [wave.left.buffer, wave.right.buffer] });
});
