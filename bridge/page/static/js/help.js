// @ts-check
/** The overlay that lists the keys. */
import { closeButton, dialogHead } from './dialogs.js';
import { element } from './dom.js';
import { ELSEWHERE, SHORTCUTS } from './shortcuts.js';

/** @param {HTMLDialogElement} dialog */
export function helpDialog(dialog) {
  const rows = [...SHORTCUTS, ...ELSEWHERE].flatMap(({ shown, text }) => [
    element('dt', {}, element('kbd', { text: shown })),
    element('dd', { text }),
  ]);
  dialog.append(
    dialogHead('help-title', 'Keys'),
    element('dl', { class: 'shortcuts' }, ...rows),
    element('p', {
      text: 'Pencil and ink: hollow notes may still change, solid ones have sounded. Grounds of one colour are phrases that return.',
    }),
    closeButton(dialog),
  );
}
