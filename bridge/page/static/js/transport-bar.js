// @ts-check
/**
 * What is to be played, as a sentence with gaps: "A minor in 4/4 at 96 over Am F C G".
 *
 *   transportBar({sentence, play, restart, error}, {settings, protocol, player, onplay, onrestart})
 */
import { element, setAttribute } from './dom.js';
import { KEYS } from './names.js';
import { valueAt } from './paths.js';
import { progressionOf } from './progression.js';
import { transposed } from './transpose.js';

const ENDLESS = 'ever';
const BACKING = ['chords', 'bass', 'kit'];

/** @param {any} places elements of the page @param {any} parts */
export function transportBar(
  { sentence, play, restart, error },
  { settings, protocol, player, onplay, onrestart },
) {
  const fields = fieldsOf(settings, protocol, error);
  sentence.append(
    phrase('', fields.key, fields.scale),
    ' ',
    phrase('in', fields.meter),
    ' ',
    phrase('at', fields.tempo),
    ' ',
    phrase('over', fields.chords),
    ' ',
    phrase('for', fields.bars),
    ' ',
    element(
      'span',
      { class: 'phrase backing', role: 'group', 'aria-label': 'Backing' },
      'with ',
      ...fields.backing,
    ),
  );
  const show = () => {
    for (const field of Object.values(fields).flat()) field.show(settings.state);
  };
  const showPlaying = () => {
    play.classList.toggle('playing', player.playing);
    setAttribute(play, 'aria-label', player.playing ? 'Stop' : 'Play');
  };
  play.addEventListener('click', onplay);
  restart.addEventListener('click', onrestart);
  settings.addEventListener('change', show);
  player.addEventListener('state', showPlaying);
  show();
  showPlaying();
}

/** @param {string} word @param {...HTMLElement} fields */
function phrase(word, ...fields) {
  return element('span', { class: 'phrase' }, word && `${word} `, ...fields.flatMap((field) => [field, ' ']));
}

/** @param {any} settings @param {any} protocol @param {HTMLElement} error @returns {Record<string, any>} */
function fieldsOf(settings, protocol, error) {
  return {
    key: listField(
      settings,
      'key',
      'Key',
      KEYS.map((name) => ({ value: name, text: pretty(name) })),
      (key) => turnKey(settings, key),
    ),
    scale: listField(
      settings,
      'scale',
      'Scale',
      protocol.scales.map((/** @type {string} */ name) => ({
        value: name,
        text: name.replaceAll('_', ' '),
      })),
    ),
    meter: listField(
      settings,
      'meter',
      'Meter',
      protocol.meters.map((/** @type {any} */ { name }) => ({ value: name, text: name })),
    ),
    tempo: numberField(settings, 'tempo', 'Tempo, quarters a minute', { min: 10, max: 400 }),
    chords: chordsField(settings, error),
    bars: barsField(settings),
    backing: BACKING.map((name) => flagField(settings, `backing.${name}`, name)),
  };
}

/** Another key; the chords go with it. */
function turnKey(/** @type {any} */ settings, /** @type {string} */ key) {
  const { chords, key: former, scale } = settings.state;
  settings.set('chords', transposed(chords, former, key, scale.includes('minor')));
  settings.set('key', key);
}

const pretty = (/** @type {string} */ name) => name.replace('#', '♯').replace(/b$/, '♭');

function listField(
  /** @type {any} */ settings,
  /** @type {string} */ path,
  /** @type {string} */ label,
  /** @type {any[]} */ options,
  /** @type {(value: string) => void} */ set = (value) => settings.set(path, value),
) {
  const field = element(
    'select',
    { 'aria-label': label, id: `field-${path}`, onchange: () => set(field.value) },
    ...options.map((option) => element('option', option)),
  );
  field.show = (/** @type {any} */ state) => {
    const value = valueAt(state, path);
    if (![...field.options].some((option) => option.value === value))
      field.append(element('option', { value, text: value }));
    field.value = value;
  };
  return field;
}

function numberField(
  /** @type {any} */ settings,
  /** @type {string} */ path,
  /** @type {string} */ label,
  /** @type {any} */ range,
) {
  const field = element('input', {
    type: 'number',
    inputmode: 'decimal',
    'aria-label': label,
    id: `field-${path}`,
    ...range,
    onchange: () => {
      settings.set(path, Number(field.value));
      field.value = valueAt(settings.state, path);
    },
  });
  field.show = (/** @type {any} */ state) => {
    if (document.activeElement !== field) field.value = valueAt(state, path);
  };
  return field;
}

/** What is no number of bars is NaN, which the settings refuse with a sentence. */
function barsOf(/** @type {string} */ text) {
  const said = text.trim().toLowerCase();
  if (said === '' || said === ENDLESS) return 0;
  return /^\d+$/.test(said) ? Number(said) : NaN;
}

/** No number of bars is 0 for the server, and an empty field here. */
function barsField(/** @type {any} */ settings) {
  const field = element('input', {
    type: 'text',
    inputmode: 'numeric',
    pattern: '[0-9]*',
    placeholder: ENDLESS,
    'aria-label': 'Bars; empty: for ever',
    id: 'field-bars',
    onchange: () => {
      settings.set('bars', barsOf(field.value));
      field.value = settings.state.bars || '';
    },
  });
  const unit = element('span', { text: ' bars' });
  const whole = element('span', { class: 'with-unit' }, field, unit);
  whole.show = (/** @type {any} */ state) => {
    if (document.activeElement !== field) field.value = state.bars || '';
    setAttribute(unit, 'hidden', state.bars === 0);
  };
  return whole;
}

/** What is no progression stays in the field, with a sentence that says why. */
function chordsField(/** @type {any} */ settings, /** @type {HTMLElement} */ error) {
  const tell = (/** @type {string} */ text) => {
    error.textContent = text;
    error.hidden = !text;
    setAttribute(field, 'aria-invalid', text ? 'true' : false);
  };
  const take = async () => {
    const chords = field.value.trim();
    try {
      await progressionOf({ ...settings.state, chords });
      settings.set('chords', chords);
      tell('');
    } catch (fault) {
      tell(/** @type {Error} */ (fault).message);
    }
  };
  const field = element('input', {
    type: 'text',
    class: 'chords',
    placeholder: 'no chords',
    spellcheck: 'false',
    autocomplete: 'off',
    id: 'field-chords',
    'aria-label': 'Chords, one a bar, such as Am F C G; empty: none',
    'aria-describedby': 'chords-error',
    onchange: take,
  });
  field.show = (/** @type {any} */ state) => {
    if (document.activeElement !== field && error.hidden) field.value = state.chords;
  };
  return field;
}

function flagField(/** @type {any} */ settings, /** @type {string} */ path, /** @type {string} */ name) {
  const box = element('input', {
    type: 'checkbox',
    id: `field-${path}`,
    onchange: () => settings.set(path, box.checked),
  });
  const label = element('label', { class: 'flag' }, box, element('span', { text: name }));
  label.show = (/** @type {any} */ state) => (box.checked = valueAt(state, path));
  return label;
}
