// @ts-check
/** What all dialogs have. */
import { element } from './dom.js';

/** @param {string} id @param {string} text */
export const dialogHead = (id, text) => element('h2', { id, text });

/** @param {HTMLDialogElement} dialog */
export const closeButton = (dialog) =>
  element('button', {
    type: 'button',
    class: 'close',
    'aria-label': 'Close',
    text: '×',
    onclick: () => dialog.close(),
  });

/** A button that opens a dialog; a click beside the dialog closes it.
 * @param {HTMLElement} button @param {HTMLDialogElement} dialog @param {() => void} [onopen] */
export function opens(button, dialog, onopen = () => {}) {
  button.addEventListener('click', () => {
    onopen();
    dialog.showModal();
  });
  dialog.addEventListener('click', (event) => event.target === dialog && dialog.close());
}
