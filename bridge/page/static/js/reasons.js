// @ts-check
/**
 * Why a note was chosen, in words. Pure.
 * @typedef {{pitch: number, duration: number, probability: number, rank: number, allowed: number,
 *   candidates: number, parts: Record<string, number>,
 *   alternatives: Array<{pitch: number, duration: number, probability: number}>}} Why
 */

const WORDS = /** @type {Record<string, string>} */ ({
  prior: 'what real tunes do',
  follow: 'what was heard',
  taste: 'your thumbs',
  harmony: 'harmony',
  smoothness: 'smoothness',
  variety: 'variety',
  style: 'style',
  form: 'form',
  colour: 'colour',
  syncopation: 'syncopation',
  rests: 'rests',
});
const ORDINALS = ['', 'The likeliest', 'The second likeliest', 'The third likeliest'];
// Nats below which a term has no say.
const SILENT = 0.005;

/** @param {number} share 0 to 1 */
export const percent = (share) => (share < 0.01 ? 'under 1 %' : `${Math.round(share * 100)} %`);

/** @param {Why} why */
export function summary({ rank, allowed, candidates, probability }) {
  const place = ORDINALS[rank] ?? `Number ${rank}`;
  return `${place} of ${allowed} notes that were allowed (of ${candidates}): ${percent(probability)}.`;
}

/**
 * The terms that had a say, the strongest first; width is the share of the strongest one.
 * @param {Why} why
 * @returns {Array<{text: string, says: string, nats: number, width: number}>}
 */
export function terms({ parts }) {
  const heard = Object.entries(parts).filter(([, nats]) => Math.abs(nats) >= SILENT);
  const most = Math.max(...heard.map(([, nats]) => Math.abs(nats)));
  return heard
    .sort((one, other) => Math.abs(other[1]) - Math.abs(one[1]))
    .map(([name, nats]) => ({
      nats,
      width: Math.abs(nats) / most,
      text: WORDS[name] ?? name,
      says: nats > 0 ? 'for it' : 'against it',
    }));
}

/** @param {number} nats */
export const signed = (nats) => `${nats > 0 ? '+' : '−'}${Math.abs(nats).toFixed(2)}`;
