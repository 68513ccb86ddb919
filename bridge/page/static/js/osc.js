// @ts-check
/**
 * OSC 1.0 messages, as docs/protocol.md uses them: pure functions.
 *
 *   encode(address, args) -> Uint8Array    integers as i, other numbers as f, strings as s
 *   decode(bytes) -> [{address, args}]     a bundle is flattened, in its order
 *
 * Both throw OscError with one sentence about what can't be written or read.
 *
 * @typedef {{address: string, args: Array<number|string|boolean|null|Uint8Array>}} OscMessage
 */

const BUNDLE = '#bundle';
const BUNDLE_HEAD_BYTES = 16;
const DEEPEST_BUNDLE = 4;
const LARGEST_INT = 2 ** 31 - 1;

const writer = new TextEncoder();
const reader = new TextDecoder('utf-8', { fatal: true });

export class OscError extends Error {}

/**
 * Write one message.
 * @param {string} address
 * @param {Array<number|string>} args
 * @returns {Uint8Array}
 */
export function encode(address, args = []) {
  const tags = args.map(tagOf).join('');
  const parts = [text(address), text(`,${tags}`), ...args.map((value, i) => written(tags[i], value))];
  const bytes = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.length;
  }
  return bytes;
}

/**
 * Read a message, or all messages of a bundle.
 * @param {ArrayBuffer|Uint8Array} datagram
 * @returns {OscMessage[]}
 */
export function decode(datagram) {
  const bytes = datagram instanceof Uint8Array ? datagram : new Uint8Array(datagram);
  try {
    return messagesOf(bytes, 0);
  } catch (error) {
    if (error instanceof OscError) throw error;
    throw new OscError('The datagram ends too early, or a text in it is not UTF-8.');
  }
}

/** @returns {'i'|'f'|'s'} */
function tagOf(/** @type {unknown} */ value) {
  if (typeof value === 'string') return 's';
  if (typeof value !== 'number' || !Number.isFinite(value)) {
    throw new OscError(`${String(value)} can't be sent: use a finite number or a text.`);
  }
  return Number.isInteger(value) && Math.abs(value) <= LARGEST_INT ? 'i' : 'f';
}

function written(/** @type {string} */ tag, /** @type {any} */ value) {
  if (tag === 's') return text(value);
  const bytes = new Uint8Array(4);
  const view = new DataView(bytes.buffer);
  if (tag === 'i') view.setInt32(0, value);
  else view.setFloat32(0, value);
  return bytes;
}

/** A string as UTF-8 with one to four NULs, so that its length is a multiple of four. */
function text(/** @type {string} */ value) {
  if (value.includes('\0')) throw new OscError('A text contains NUL, which ends a text in OSC.');
  const encoded = writer.encode(value);
  const bytes = new Uint8Array((encoded.length + 4) & ~3);
  bytes.set(encoded);
  return bytes;
}

/** @returns {OscMessage[]} */
function messagesOf(/** @type {Uint8Array} */ bytes, /** @type {number} */ depth) {
  if (bytes[0] !== BUNDLE.charCodeAt(0)) return [message(bytes)];
  if (depth >= DEEPEST_BUNDLE) throw new OscError('Bundles are nested too deeply.');
  const found = [];
  let at = BUNDLE_HEAD_BYTES;
  while (at < bytes.length) {
    const size = viewOf(bytes).getInt32(at);
    const start = at + 4;
    if (size <= 0 || start + size > bytes.length) {
      throw new OscError(`A bundle element says it has ${size} bytes, which can't be.`);
    }
    found.push(...messagesOf(bytes.subarray(start, start + size), depth + 1));
    at = start + size;
  }
  return found;
}

/** @returns {OscMessage} */
function message(/** @type {Uint8Array} */ bytes) {
  const source = new Source(bytes);
  const address = source.text();
  const tags = source.text();
  if (!address.startsWith('/') || !tags.startsWith(',')) {
    throw new OscError('The datagram is no OSC message: it needs an address and type tags.');
  }
  return { address, args: [...tags.slice(1)].map((tag) => source.value(tag)) };
}

function viewOf(/** @type {Uint8Array} */ bytes) {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

/** Reads one value after the other. */
class Source {
  constructor(/** @type {Uint8Array} */ bytes) {
    this.bytes = bytes;
    this.view = viewOf(bytes);
    this.at = 0;
  }

  text() {
    const end = this.bytes.indexOf(0, this.at);
    if (end < 0) throw new OscError("A text doesn't end in a zero byte.");
    const value = reader.decode(this.bytes.subarray(this.at, end));
    this.at = (end + 4) & ~3;
    return value;
  }

  blob() {
    const size = this.number(4, (at) => this.view.getInt32(at));
    if (size < 0 || this.at + size > this.bytes.length) {
      throw new OscError(`A blob says it has ${size} bytes, which can't be.`);
    }
    const value = this.bytes.slice(this.at, this.at + size);
    this.at = (this.at + size + 3) & ~3;
    return value;
  }

  number(/** @type {number} */ size, /** @type {(at: number) => number} */ get) {
    const value = get(this.at);
    this.at += size;
    return value;
  }

  value(/** @type {string} */ tag) {
    switch (tag) {
      case 'i': return this.number(4, (at) => this.view.getInt32(at));
      case 'f': return this.number(4, (at) => this.view.getFloat32(at));
      case 'h': return this.number(8, (at) => Number(this.view.getBigInt64(at)));
      case 'd': return this.number(8, (at) => this.view.getFloat64(at));
      case 's': case 'S': return this.text();
      case 'b': return this.blob();
      case 'T': return true;
      case 'F': return false;
      case 'N': return null;
      default: throw new OscError(`The type tag ${tag} isn't supported.`);
    }
  }
}
