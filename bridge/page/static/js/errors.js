// @ts-check
/** What may go wrong at the server. The message is one sentence for a person. */

export const NO_ANSWER = "The server doesn't answer: is 'melobridge serve' running?";

/** The server refused a request; `code` is one of docs/protocol.md. */
export class MeloError extends Error {
  constructor(/** @type {string} */ text, /** @type {number} */ code) {
    super(text);
    this.name = 'MeloError';
    this.code = code;
  }
}

/** The server didn't answer in time. */
export class NoAnswer extends Error {
  constructor(text = NO_ANSWER) {
    super(text);
    this.name = 'NoAnswer';
  }
}
