// @ts-check
/** What is worth keeping: the last bars as a MIDI file, a link to these settings, the session's log. */
import { closeButton, dialogHead } from './dialogs.js';
import { choice, element } from './dom.js';
import { linkOf, midiFile } from './keep.js';

const LENGTHS = ['4', '8', '16', '32', '64'];

/** @param {HTMLDialogElement} dialog @param {any} parts @returns {() => void} to be called when it opens */
export function keepDialog(dialog, { settings, player, protocol, addressOf }) {
  const said = element('p', { class: 'hint', role: 'status' });
  const file = element('a', { class: 'file', draggable: 'true', hidden: true });
  const make = async (/** @type {string} */ bars) => {
    said.textContent = '';
    try {
      offer(file, await midiFile({ player, settings, bars: Number(bars), address: addressOf('midi') }));
    } catch (error) {
      file.hidden = true;
      said.textContent = /** @type {Error} */ (error).message;
    }
  };
  const bars = choice(
    'The last',
    LENGTHS.map((value) => ({ value, text: `${value} bars` })),
    '8',
    make,
  );
  const log = element('a', {
    href: addressOf('session'),
    download: '',
    text: "The session's log",
    hidden: !protocol.session,
  });
  dialog.append(
    dialogHead('keep-title', 'Keep'),
    element('div', { class: 'pair' }, bars, file),
    element('button', {
      type: 'button',
      text: 'Copy a link to these settings',
      onclick: () => copy(linkOf(settings), said),
    }),
    said,
    log,
    closeButton(dialog),
  );
  return () => make(bars.querySelector('select').value);
}

/** A link to download a file, or to drag it into a DAW. @param {any} link @param {File} file */
function offer(link, file) {
  URL.revokeObjectURL(link.href);
  link.href = URL.createObjectURL(file);
  link.download = file.name;
  link.textContent = `Save or drag ${file.name}`;
  link.title = 'Click to download, or drag it into your DAW';
  link.hidden = false;
  link.ondragstart = (/** @type {DragEvent} */ event) =>
    event.dataTransfer?.setData('DownloadURL', `audio/midi:${file.name}:${link.href}`);
}

/** @param {string} link @param {HTMLElement} said */
async function copy(link, said) {
  try {
    await navigator.clipboard.writeText(link);
    said.textContent = 'The link is copied.';
  } catch {
    said.textContent = `The browser keeps the clipboard to itself; this is the link: ${link}`;
  }
}
