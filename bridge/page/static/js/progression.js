// @ts-check
/**
 * The chords of a progression, as the server reads them.
 *
 *   await progressionOf({chords: 'Am F C G', key: 'A', scale: 'minor'})
 *     -> [{symbol: 'Am', root: 9, pitch_classes: [9, 0, 4]}, ...]
 *
 * Rejects with MeloError for what is no progression, and with NoAnswer where the page is alone.
 */
import { MeloError, NoAnswer } from './errors.js';

const WRONG_VALUE = 4;

/** @param {{chords: string, key: string, scale: string}} song */
export async function progressionOf({ chords, key, scale }) {
  if (!chords || chords === 'none') return [];
  const query = new URLSearchParams({ chords, key, scale });
  let answer;
  try {
    const response = await fetch(`progression?${query}`);
    answer = await response.json();
  } catch {
    throw new NoAnswer();
  }
  if (answer.error) throw new MeloError(answer.error, WRONG_VALUE);
  return answer.chords;
}
