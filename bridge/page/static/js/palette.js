// @ts-check
/** The colours of the style sheet, as a canvas needs them. */

const NAMES = ['sheet', 'ink', 'soft', 'rule', 'row', 'tonic'];
export const VOICES = 16;
export const PHRASES = 6;
/** The colour of what a person plays. */
export const YOU = VOICES;

/**
 * The colours of the theme that shows now.
 * @returns {Record<string, string> & {voices: string[], phrases: string[]}}
 */
export function readPalette() {
  const probe = document.createElement('span');
  document.body.append(probe);
  const read = (/** @type {string} */ name) => {
    probe.style.color = `var(--${name})`;
    return getComputedStyle(probe).color;
  };
  const palette = /** @type {any} */ (Object.fromEntries(NAMES.map((name) => [name, read(name)])));
  palette.voices = [...Array.from({ length: VOICES }, (_, n) => read(`voice-${n + 1}`)), palette.ink];
  palette.phrases = Array.from({ length: PHRASES }, (_, n) => read(`phrase-${n + 1}`));
  palette.type = getComputedStyle(document.body).fontFamily;
  probe.remove();
  return palette;
}

/** The style sheet's colour of a voice. @param {number} index */
export const voiceColour = (index) => (index === YOU ? 'var(--ink)' : `var(--voice-${(index % VOICES) + 1})`);
