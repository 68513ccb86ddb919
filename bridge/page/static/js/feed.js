// @ts-check
/**
 * What other clients do: their voices, with notes, knobs, and the beat of this page that each is at. Pure.
 * @typedef {import('./scene.js').SceneNote} SceneNote
 * @typedef {{client: string, name: string, epoch: number, keys: Record<string, any>, offset: number|null,
 *   notes: SceneNote[], seen: number}} OtherVoice offset: beats from its time to the page's; seen: seconds
 */

const MOST_NOTES = 200;
// A voice whose notes come further than this from the present is at another place of its song.
const ASTRAY_BEATS = 12;
const PAIRS_FROM = { '/melo/next': 4, '/melo/set': 1, '/melo/hold': 1 };

/**
 * A voice after what its client asked and got.
 * @param {OtherVoice|null} before
 * @param {string} client
 * @param {Array<[string, any[]]>} messages the request, then its replies
 * @param {number} beat of the page, now
 * @param {number} now seconds
 * @returns {OtherVoice|null} null where the request concerns no voice
 */
export function afterFeed(before, client, messages, beat, now) {
  const [[address, args], ...replies] = messages;
  if (typeof args[0] !== 'string') return before;
  const voice = before ?? {
    client,
    name: args[0],
    epoch: -Infinity,
    keys: {},
    offset: null,
    notes: [],
    seen: now,
  };
  const from = PAIRS_FROM[/** @type {keyof PAIRS_FROM} */ (address)];
  const keys = from === undefined ? voice.keys : { ...voice.keys, ...pairs(args.slice(from)) };
  const notes = replies.filter(([reply]) => reply === '/melo/note').map(([, values]) => noteOf(values));
  if (!notes.length) return { ...voice, keys, seen: now };
  const offset = offsetOf(voice.offset, notes[0].onset, beat);
  const kept = voice.notes.filter((note) => note.index < notes[0].index && offset === voice.offset);
  const placed = notes.map((note) => ({ ...note, onset: note.onset + offset }));
  return {
    ...voice,
    keys,
    offset,
    seen: now,
    epoch: args[1],
    notes: [...kept, ...placed].slice(-MOST_NOTES),
  };
}

/** @param {number|null} offset @param {number} onset @param {number} beat */
function offsetOf(offset, onset, beat) {
  if (offset !== null && Math.abs(onset + offset - beat) < ASTRAY_BEATS) return offset;
  return beat - onset;
}

/** @param {any[]} args */
function pairs(args) {
  const found = /** @type {Record<string, any>} */ ({});
  for (let n = 0; n + 1 < args.length; n += 2) found[String(args[n])] = args[n + 1];
  return found;
}

/** @param {any[]} values of /melo/note @returns {SceneNote} */
function noteOf([, , index, pitch, velocity, duration, onset]) {
  return { index, pitch, velocity, duration, onset };
}
