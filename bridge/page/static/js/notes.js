// @ts-check
/**
 * Notes and reasons as data: pure.
 *
 *   restsBetween(notes, end) -> the notes with rests in their gaps, and after them until a beat
 *   endOf(note) -> the beat where it ends;  noteOf(reply) -> the Note of a /melo/note
 *   whyOf(replies) -> {pitch, duration, probability, rank, allowed, candidates,
 *                      parts: {style: 0.4, ...} in nats, alternatives: [{pitch, duration, probability}]}
 *
 * @typedef {{pitch: number, velocity: number, duration: number, onset: number}} Placed
 */

const FACTS = ['pitch', 'duration', 'probability', 'rank', 'allowed', 'candidates', 'alternatives'];
/** The pitch of a rest. */
export const REST = -1;
/** The server moves onsets to a grid: what is nearer than this is the same place. */
export const NEAR_BEATS = 0.02;
const DECIMALS = 1e6;

/** @param {Placed[]} notes @returns {Placed[]} */
export function restsBetween(notes, /** @type {number} */ end) {
  const filled = [];
  let at = notes.length ? notes[0].onset : end;
  for (const note of notes) {
    if (note.onset > at + NEAR_BEATS) filled.push(rest(at, note.onset));
    filled.push(note);
    at = endOf(note);
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

export function endOf(/** @type {Placed} */ note) {
  return note.onset + note.duration;
}

/** @returns {import('./note-line.js').Note} */
export function noteOf(/** @type {import('./osc.js').OscMessage} */ { args }) {
  const [, , index, pitch, velocity, duration, onset, fallback] = args.map(Number);
  return {
    index, pitch, velocity: rounded(velocity), duration: rounded(duration), onset: rounded(onset),
    fallback: fallback === 1,
  };
}

/** Floats come with 32 bits, so that 0.8 arrives as 0.800000012. */
function rounded(/** @type {number} */ value) {
  return Math.round(value * DECIMALS) / DECIMALS;
}

function rest(/** @type {number} */ from, /** @type {number} */ to) {
  return { pitch: REST, velocity: 0, duration: to - from, onset: from };
}
