// @ts-check
/** What surrounds the music: keeping it, MIDI, help, the stage, and how the server is. */
import { opens } from './dialogs.js';
import { byId, on } from './dom.js';
import { NO_ANSWER } from './errors.js';
import { helpDialog } from './help.js';
import { keepDialog } from './keep-panel.js';
import { midiDialog } from './midi-panel.js';
import { stageView } from './stage.js';
import { sentenceOf } from './status.js';

/** @param {any} parts */
export function surroundings(parts) {
  opens(byId('show-keep'), byId('keep'), keepDialog(byId('keep'), parts));
  opens(byId('show-midi'), byId('midi'), midiDialog(byId('midi'), parts));
  helpDialog(byId('help'));
  opens(byId('show-help'), byId('help'));
  stageView(byId('show-stage'), () => parts.roll.wake());
  showStatus(parts);
}

/** @param {any} parts */
function showStatus({ connection, player, messages }) {
  const place = byId('status');
  const status = { open: false, up: true, figures: {} };
  const show = (/** @type {Partial<typeof status>} */ change) => {
    Object.assign(status, change);
    place.textContent = sentenceOf(status);
    place.classList.toggle('down', !(status.open && status.up));
  };
  on(connection, 'open', () => show({ open: true, up: true }));
  on(connection, 'close', () => show({ open: false }));
  const answers = () => messages.withdraw(NO_ANSWER);
  on(connection, 'status', ({ up, figures }) => {
    show({ up, figures });
    if (up) answers();
  });
  on(player, 'state', ({ silent }) => silent || answers());
  on(connection, 'refused', ({ text }) => messages.error(text));
}
