// @ts-check
/**
 * The keys of the page: one table, which the help shows and which the page does.
 *
 *   listenToKeys({play: () => {}, up: () => {}, ...}, keyboard)
 */

/** Key as KeyboardEvent.key names it, what it does, its name for people, and what it is for. */
export const SHORTCUTS = [
  { keys: [' '], action: 'play', shown: 'Space', text: 'play, stop' },
  { keys: ['Backspace'], action: 'restart', shown: '⌫', text: 'from the start' },
  { keys: ['n'], action: 'another', shown: 'n', text: 'another melody: new seeds' },
  { keys: ['+', '='], action: 'up', shown: '+', text: 'more like the note that sounds (or is chosen)' },
  { keys: ['-'], action: 'down', shown: '−', text: 'less like it' },
  { keys: ['0'], action: 'undo', shown: '0', text: 'take the last thumb back' },
  { keys: ['p'], action: 'letters', shown: 'p', text: 'let the letters a w s e d … play as a piano, or not' },
  { keys: ['f', 'F'], action: 'stage', shown: 'f', text: 'stage view (while letters play: shift f)' },
  { keys: ['?'], action: 'help', shown: '?', text: 'this list' },
];

/** What elements do with keys themselves. */
export const ELSEWHERE = [
  { shown: '← → ↑ ↓', text: 'on the roll: choose a note; Enter says why; Home returns to the present' },
  {
    shown: '↑ ↓ PgUp PgDn',
    text: 'on a knob: turn it; Home and End: its ends; Delete: its default; m: MIDI learn',
  },
  { shown: 'z x', text: 'while letters play: an octave lower, higher' },
  { shown: 'Esc', text: 'close' },
];

const TYPED_IN = 'input:not([type=range]):not([type=checkbox]), select, textarea, dialog';
const PRESSED = 'button, select, a, summary, input';

/** @param {Record<string, () => void>} actions @param {{playsLetters: () => boolean, key: (key: string, down: boolean) => boolean, shift: (way: number) => void}} piano */
export function listenToKeys(actions, piano) {
  document.addEventListener('keydown', (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
    const target = /** @type {Element} */ (event.target);
    if (target.closest(TYPED_IN) || (event.key === ' ' && target.closest(PRESSED))) return;
    if (!event.shiftKey && piano.playsLetters() && playLetter(event, piano)) return;
    const shortcut = SHORTCUTS.find(({ keys }) => keys.includes(event.key));
    if (!shortcut || event.repeat) return;
    event.preventDefault();
    actions[shortcut.action]();
  });
  document.addEventListener('keyup', (event) => piano.key(event.key, false));
}

/** @param {KeyboardEvent} event @param {any} piano */
function playLetter(event, piano) {
  if (event.key === 'z' || event.key === 'x') piano.shift(event.key === 'x' ? 1 : -1);
  else if (!piano.key(event.key, true)) return false;
  event.preventDefault();
  return true;
}
