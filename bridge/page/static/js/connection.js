// @ts-check
/**
 * The page's connection to the server: OSC requests over a WebSocket, each answered once.
 *
 *   const connection = new Connection({url: 'ws://127.0.0.1:6357/ws', token: ''});
 *   connection.connect();                 // and again with a backoff, until close()
 *   await connection.ask('/melo/next', ['lead', 1, 0, 4])     -> replies [{address, args}]
 *   connection.send('/melo/heard', ['lead', 60, 0.8, 1])      // no answer is awaited
 *   connection.take(client, voice), connection.release(client, voice)
 *
 * ask() sends again what gets no answer (a thumb only once). It rejects with MeloError (text,
 * code), or with NoAnswer after `timeout` seconds. {client} asks on behalf of another client.
 * {done: (replies) => boolean} overrides when an answer is complete.
 *
 * Events: open, close; with a detail as the page process sends it: welcome, status, refused, and feed
 * for each of its lines.
 * `refused` has {text} for whatever no request waits for. A new socket is a new client of the
 * server: `open` means that the server knows none of our voices.
 *
 * @typedef {import('./osc.js').OscMessage} OscMessage
 */
import { MeloError, NoAnswer } from './errors.js';
import { decode, encode, OscError } from './osc.js';
import { answers, isComplete, isRepeatable } from './replies.js';

export { MeloError, NoAnswer };

const FIRST_RETRY_SECONDS = 0.1;
const LAST_RETRY_SECONDS = 0.5;
const FIRST_BACKOFF_SECONDS = 0.25;
const LAST_BACKOFF_SECONDS = 2;
const TOO_MANY_MESSAGES = 10;
const OPEN = 1;

/** A request that waits for its answer. */
class Pending {
  constructor(/** @type {any} */ wanted) {
    this.address = /** @type {string} */ (wanted.address);
    this.args = /** @type {any[]} */ (wanted.args);
    this.client = /** @type {string|null} */ (wanted.client);
    this.done = /** @type {(replies: OscMessage[]) => boolean} */ (wanted.done);
    this.resolve = wanted.resolve;
    this.reject = wanted.reject;
    /** @type {Map<string, OscMessage>} */
    this.replies = new Map();
    this.sent = 0;
    this.retry = FIRST_RETRY_SECONDS;
    /** @type {any} */
    this.again = null;
    /** @type {any} */
    this.end = null;
  }

  /** Take a reply; whether it belongs here. A copy of one that came already counts once. */
  takes(/** @type {OscMessage} */ reply) {
    if (!answers(reply, this.address, this.args)) return false;
    this.replies.set(`${reply.address} ${reply.args.slice(0, 3).join(' ')}`, reply);
    return true;
  }
}

export class Connection extends EventTarget {
  #url;
  #open;
  /** @type {any} */
  #socket = null;
  /** @type {Set<Pending>} */
  #pending = new Set();
  /** How often an error may come again, since its request was sent several times. */
  #echoes = /** @type {Map<string, number>} */ (new Map());
  #backoff = FIRST_BACKOFF_SECONDS;
  /** @type {any} */
  #reconnect = null;

  /** @param {{url: string, token?: string, open?: (url: string) => any}} options */
  constructor({ url, token = '', open = (address) => new WebSocket(address) }) {
    super();
    this.#url = token ? `${url}?token=${encodeURIComponent(token)}` : url;
    this.#open = open;
  }

  get isOpen() {
    return this.#socket?.readyState === OPEN;
  }

  connect() {
    this.close();
    const socket = this.#open(this.#url);
    socket.binaryType = 'arraybuffer';
    socket.onopen = () => this.#opened();
    socket.onclose = () => this.#closed(socket);
    socket.onmessage = (/** @type {{data: any}} */ event) => this.#received(event.data);
    this.#socket = socket;
  }

  /** Close the connection for good. */
  close() {
    clearTimeout(this.#reconnect);
    const socket = this.#socket;
    this.#socket = null;
    if (socket) socket.close();
  }

  send(/** @type {string} */ address, /** @type {any[]} */ args, /** @type {string|null} */ client = null) {
    const datagram = encode(address, args);
    if (!this.isOpen) return;
    if (client === null) this.#socket.send(datagram);
    else this.#tell({ type: 'as', client, osc: btoa(String.fromCharCode(...datagram)) });
  }

  /**
   * @param {string} address
   * @param {any[]} args
   * @param {{done?: (replies: OscMessage[]) => boolean, timeout?: number, client?: string|null}} options
   * @returns {Promise<OscMessage[]>}
   */
  ask(address, args = [], { done, timeout = 2, client = null } = {}) {
    const complete = done ?? ((replies) => isComplete(replies, address, args));
    return new Promise((resolve, reject) => {
      const pending = new Pending({ address, args, client, done: complete, resolve, reject });
      this.#pending.add(pending);
      pending.end = setTimeout(() => this.#settle(pending, new NoAnswer()), timeout * 1000);
      try {
        this.#ask(pending);
      } catch (error) {
        this.#settle(pending, /** @type {Error} */ (error));
      }
    });
  }

  /** Take over a voice of another client: its knobs are held as this page sets them. */
  take(/** @type {string} */ client, /** @type {string} */ voice) {
    this.#tell({ type: 'take', client, voice });
  }

  release(/** @type {string} */ client, /** @type {string} */ voice) {
    this.#tell({ type: 'release', client, voice });
  }

  #tell(/** @type {object} */ message) {
    if (this.isOpen) this.#socket.send(JSON.stringify(message));
  }

  #ask(/** @type {Pending} */ pending) {
    clearTimeout(pending.again);
    if (pending.sent && !isRepeatable(pending.address)) return;
    this.send(pending.address, pending.args, pending.client);
    if (this.isOpen) pending.sent += 1;
    pending.again = setTimeout(() => this.#ask(pending), pending.retry * 1000);
    pending.retry = Math.min(pending.retry * 2, LAST_RETRY_SECONDS);
  }

  #settle(/** @type {Pending} */ pending, /** @type {Error|null} */ error = null) {
    this.#pending.delete(pending);
    clearTimeout(pending.again);
    clearTimeout(pending.end);
    if (error) pending.reject(error);
    else pending.resolve([...pending.replies.values()]);
  }

  #opened() {
    this.#backoff = FIRST_BACKOFF_SECONDS;
    this.#echoes.clear();
    this.dispatchEvent(new Event('open'));
    for (const pending of this.#pending) this.#ask(pending);
  }

  #closed(/** @type {any} */ socket) {
    if (socket !== this.#socket) return;
    this.#socket = null;
    this.#reconnect = setTimeout(() => this.connect(), this.#backoff * 1000);
    this.#backoff = Math.min(this.#backoff * 2, LAST_BACKOFF_SECONDS);
    this.dispatchEvent(new Event('close'));
  }

  #received(/** @type {any} */ data) {
    if (typeof data === 'string') {
      this.#told(JSON.parse(data));
      return;
    }
    try {
      for (const message of decode(data)) this.#take(message, null);
    } catch (error) {
      if (!(error instanceof OscError)) throw error;
      this.#refuse(error.message);
    }
  }

  #told(/** @type {any} */ message) {
    if (message.type === 'as') {
      for (const [address, args] of message.messages) this.#take({ address, args }, message.client);
    } else if (message.type === 'feed') {
      for (const line of message.lines) this.dispatchEvent(new CustomEvent('feed', { detail: line }));
    } else {
      this.dispatchEvent(new CustomEvent(message.type, { detail: message }));
    }
  }

  #take(/** @type {OscMessage} */ message, /** @type {string|null} */ client) {
    if (message.address === '/melo/error') {
      this.#takeError(message.args, client);
      return;
    }
    for (const pending of this.#pending) {
      if (pending.client !== client || !pending.takes(message)) continue;
      if (pending.done([...pending.replies.values()])) this.#settle(pending);
      return;
    }
  }

  /** Too many messages: the request is sent again later, as if it had got lost. */
  #takeError(/** @type {any[]} */ [address, code, text, voice], /** @type {string|null} */ client) {
    const echo = `${client} ${address} ${voice} ${text}`;
    const echoes = this.#echoes.get(echo) ?? 0;
    if (code === TOO_MANY_MESSAGES) return;
    if (echoes > 0) {
      this.#echoes.set(echo, echoes - 1);
      return;
    }
    for (const pending of this.#pending) {
      const voiced = !voice || pending.args[0] === voice;
      if (pending.client !== client || pending.address !== address || !voiced) continue;
      this.#echoes.set(echo, pending.sent - 1);
      this.#settle(pending, new MeloError(text, code));
      return;
    }
    this.#refuse(text);
  }

  #refuse(/** @type {string} */ text) {
    this.dispatchEvent(new CustomEvent('refused', { detail: { type: 'refused', text } }));
  }
}
