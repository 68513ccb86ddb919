// @ts-check
/** MIDI: which keyboard is heard, and where each voice sounds. */
import { closeButton, dialogHead } from './dialogs.js';
import { choice, element } from './dom.js';

const CHANNELS = Array.from({ length: 16 }, (_, n) => ({ value: String(n + 1), text: `channel ${n + 1}` }));
const HERE = { value: '', text: "the page's own sound" };

/** @param {HTMLDialogElement} dialog @param {{midi: any, settings: any}} parts */
export function midiDialog(dialog, { midi, settings }) {
  const body = element('div', {});
  const show = () =>
    body.replaceChildren(
      ...(midi.inputs.length || midi.outputNames.length ? ports(midi, settings) : [absent(midi)]),
    );
  dialog.append(dialogHead('midi-title', 'MIDI'), body, closeButton(dialog));
  midi.addEventListener('ports', show);
  settings.addEventListener('change', (/** @type {any} */ event) => event.detail.path === 'voices' && show());
  show();
  return async () => {
    await midi.open();
    show();
  };
}

/** @param {any} midi */
function absent(midi) {
  return element('p', {
    text: midi.problem || 'No MIDI device is plugged in. It appears here as soon as one is.',
  });
}

/** @param {any} midi @param {any} settings */
function ports(midi, settings) {
  const inputs = [{ value: '', text: 'all keyboards' }, ...midi.inputs.map(named)];
  const voices = settings.state.voices.map((/** @type {any} */ voice, /** @type {number} */ index) =>
    output(midi, settings, voice, index),
  );
  return [
    choice('I play on', inputs, '', (id) => midi.choose(id)),
    ...voices,
    element('p', {
      class: 'hint',
      text: 'A right click on a knob (or the key m) lets it learn a controller.',
    }),
  ];
}

const named = (/** @type {{id: string, name: string}} */ { id, name }) => ({ value: id, text: name });

/** @param {any} midi @param {any} settings @param {any} voice @param {number} index */
function output(midi, settings, voice, index) {
  const keep = () => {
    const [port, channel] = [
      where.querySelector('select').value,
      Number(which.querySelector('select').value),
    ];
    settings.set(`voices.${index}.midi`, port ? { output: port, channel } : null);
  };
  const where = choice(
    `${voice.name} sounds on`,
    [HERE, ...midi.outputNames.map(named)],
    voice.midi?.output ?? '',
    keep,
  );
  const which = choice(`Channel of ${voice.name}`, CHANNELS, String(voice.midi?.channel ?? index + 1), keep);
  return element('div', { class: 'pair' }, where, which);
}
