// @ts-check
/**
 * Notes and reasons as data: pure.
 *
 *   restsBetween(notes, end) -> the notes with rests in their gaps, and after them until a beat
 *   whyOf(replies) -> {pitch, duration, probability, rank, allowed, candidates,
 *                      parts: {style: 0.4, ...} in nats, alternatives: [{pitch, duration, probability}]}
 *
 * @typedef {{pitch: number, velocity: number, duration: number, onset: number}} Placed
 */

const FACTS = ['pitch', 'duration', 'probability', 'rank', 'allowed', 'candidates', 'alternatives'];
/** Shorter gaps come from rounding. */
const NEAR_BEATS = 0.02;

/** @param {Placed[]} notes @returns {Placed[]} */
export function restsBetween(notes, /** @type {number} */ end) {
  const filled = [];
  let at = notes.length ? notes[0].onset : end;
  for (const note of notes) {
    if (note.onset > at + NEAR_BEATS) filled.push(rest(at, note.onset));
    filled.push(note);
    at = note.onset + note.duration;
  }
  if (filled.length && end > at + NEAR_BEATS) filled.push(rest(at, end));
  return filled;
}

export function whyOf(/** @type {import('./osc.js').OscMessage[]} */ replies) {
  const because = replies.find((reply) => reply.address === '/melo/because');
  const [, , ...pairs] = because?.args ?? [];
  /** @type {Record<string, number>} */
  const values = {};
  for (let i = 0; i + 1 < pairs.length; i += 2) values[String(pairs[i])] = Number(pairs[i + 1]);
  const { pitch, duration, probability, rank, allowed, candidates } = values;
  const parts = Object.fromEntries(Object.entries(values).filter(([name]) => !FACTS.includes(name)));
  const others = replies.filter((reply) => reply.address === '/melo/alternative');
  const alternatives = others
    .map(({ args }) => args.map(Number))
    .sort((one, other) => one[2] - other[2])
    .map(([, , , otherPitch, length, odds]) => ({ pitch: otherPitch, duration: length, probability: odds }));
  return { pitch, duration, probability, rank, allowed, candidates, parts, alternatives };
}

function rest(/** @type {number} */ from, /** @type {number} */ to) {
  return { pitch: -1, velocity: 0, duration: to - from, onset: from };
}
