// @ts-check
/** How the server is, as a sentence. Pure. */

const DOWN =
  "The server doesn't answer: start it with `melobridge serve`. The page goes on as soon as it is there.";
const ALONE = 'The page lost its server and tries again: is `melobridge serve` running?';

/** @param {number} count @param {string} noun */
const counted = (count, noun) => `${count} ${noun}${count === 1 ? '' : 's'}`;

/** @param {number} microseconds */
export const tookWords = (microseconds) =>
  microseconds < 1000
    ? `${Math.round(microseconds)} µs`
    : `${(microseconds / 1000).toFixed(microseconds < 10_000 ? 1 : 0)} ms`;

/**
 * @param {{open: boolean, up: boolean, figures: Record<string, number>}} status open: the page has its
 *   server; up: the answering loop answers
 */
export function sentenceOf({ open, up, figures }) {
  if (!open) return ALONE;
  if (!up) return DOWN;
  const { clients = 0, voices = 0, notes_per_second: notes = 0, p99_us: p99 = 0, dropped = 0 } = figures;
  const parts = [counted(clients, 'client'), counted(voices, 'voice'), `${Math.round(notes)} notes/s`];
  if (p99 > 0) parts.push(`99 % of answers within ${tookWords(p99)}`);
  parts.push(dropped > 0 ? `${dropped} dropped` : 'none dropped');
  return parts.join(' · ');
}
