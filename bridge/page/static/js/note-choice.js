// @ts-check
/**
 * The note that the arrows choose. Pure.
 * @typedef {import('./scene.js').SceneVoice} SceneVoice
 * @typedef {{voice: string, index: number}} Choice
 */

/**
 * The choice after an arrow key: left and right along the voice, up and down to the next voice.
 * @param {SceneVoice[]} voices
 * @param {Choice|null} choice
 * @param {string} key
 * @param {number} beat where to begin when nothing is chosen
 * @returns {Choice|null}
 */
export function afterArrow(voices, choice, key, beat) {
  const heard = voices.filter((voice) => sounding(voice).length);
  if (!heard.length) return null;
  const place = heard.findIndex((voice) => voice.id === choice?.voice);
  if (place < 0 || !choice) return nearest(heard[0], beat);
  const notes = sounding(heard[place]);
  const at = notes.findIndex((note) => note.index === choice.index);
  if (at < 0) return nearest(heard[place], beat);
  const way = key === 'ArrowLeft' || key === 'ArrowUp' ? -1 : 1;
  if (key === 'ArrowUp' || key === 'ArrowDown') {
    return nearest(heard[(place + way + heard.length) % heard.length], notes[at].onset);
  }
  const next = notes[Math.max(0, Math.min(notes.length - 1, at + way))];
  return { voice: heard[place].id, index: next.index };
}

/** @param {SceneVoice} voice */
const sounding = (voice) => voice.notes.filter((note) => note.pitch >= 0);

/** @param {SceneVoice} voice @param {number} beat @returns {Choice} */
function nearest(voice, beat) {
  const far = (/** @type {{onset: number}} */ note) => Math.abs(note.onset - beat);
  const note = sounding(voice).reduce((best, one) => (far(one) < far(best) ? one : best));
  return { voice: voice.id, index: note.index };
}
