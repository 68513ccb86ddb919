// @ts-check
/**
 * Which replies answer which request of docs/protocol.md: pure.
 *
 *   answers(reply, address, args) -> whether it is (a part of) the answer to this request
 *   isComplete(replies, address, args) -> whether nothing more comes
 *   isRepeatable(address) -> whether sending it twice does no harm
 *
 * @typedef {import('./osc.js').OscMessage} OscMessage
 */

/** Replies by request; how many of the first arguments both have in common. */
const ANSWERS = {
  '/melo/hello': { replies: ['/melo/welcome'], shared: 0 },
  '/melo/ping': { replies: ['/melo/pong'], shared: 1 },
  '/melo/next': { replies: ['/melo/note'], shared: 2 },
  '/melo/get': { replies: ['/melo/value'], shared: 2 },
  '/melo/reset': { replies: ['/melo/value'], shared: 1 },
  '/melo/reward': { replies: ['/melo/learned'], shared: 1 },
  '/melo/taste': { replies: ['/melo/learned'], shared: 1 },
  '/melo/why': { replies: ['/melo/because', '/melo/alternative'], shared: 2 },
  '/melo/agents': { replies: ['/melo/agent'], shared: 0 },
  '/melo/stats': { replies: ['/melo/statistics'], shared: 0 },
  '/melo/hold': { replies: ['/melo/held'], shared: 1 },
};
const ONCE = new Set(['/melo/reward', '/melo/taste', '/melo/heard']);

/** @returns {{replies: string[], shared: number}|undefined} */
function expected(/** @type {string} */ address) {
  return ANSWERS[/** @type {keyof typeof ANSWERS} */ (address)];
}

export function isRepeatable(/** @type {string} */ address) {
  return !ONCE.has(address);
}

export function answers(
  /** @type {OscMessage} */ reply, /** @type {string} */ address, /** @type {any[]} */ args,
) {
  const wanted = expected(address);
  if (!wanted?.replies.includes(reply.address)) return false;
  for (let i = 0; i < wanted.shared; i += 1) if (reply.args[i] !== args[i]) return false;
  if (address === '/melo/reset') return reply.args[1] === 'index';
  if (address !== '/melo/next') return true;
  const index = Number(reply.args[2]);
  return index >= args[2] && index < args[2] + args[3];
}

export function isComplete(
  /** @type {OscMessage[]} */ replies, /** @type {string} */ address, /** @type {any[]} */ args,
) {
  if (address === '/melo/next') return replies.length >= args[3];
  if (address === '/melo/agents') return replies.length > 0 && replies.length >= Number(replies[0].args[3]);
  if (address !== '/melo/why') return replies.length > 0;
  const because = replies.find((reply) => reply.address === '/melo/because');
  if (!because) return false;
  return replies.length > Number(because.args[because.args.indexOf('alternatives') + 1]);
}
