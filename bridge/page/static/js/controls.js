// @ts-check
/** What is turned and pressed: the sentence, the band, knobs, the keys of the computer and of MIDI. */
import { Band } from './band.js';
import { byId, on } from './dom.js';
import { VoicePanel } from './knobs-panel.js';
import { randomSeed } from './schema.js';
import { listenToKeys } from './shortcuts.js';
import { transportBar } from './transport-bar.js';

/** @param {any} parts */
export function controls(parts) {
  const { settings, player, messages, thumbs, reader } = parts;
  const deeds = deedsOf(parts);
  const places = {
    sentence: byId('sentence'),
    play: byId('play'),
    restart: byId('restart'),
    error: byId('chords-error'),
  };
  transportBar(places, { ...parts, onplay: deeds.play, onrestart: deeds.restart });
  byId('another').addEventListener('click', deeds.another);
  const chosen = bandOf(parts);
  const actions = {
    ...deeds,
    up: () => thumbs.give(1, reader.forThumb()),
    down: () => thumbs.give(-1, reader.forThumb()),
    undo: () => thumbs.undo(),
    stage: () => byId('show-stage').click(),
    help: () => byId('show-help').click(),
  };
  listenToLetters(parts, actions);
  listenToMidi(parts, actions, chosen);
  on(settings, 'error', ({ text }) => messages.error(text));
  on(player, 'error', ({ text }) => messages.error(text));
  on(player, 'state', ({ waiting }) => places.play.classList.toggle('waiting', waiting));
}

/** @param {any} parts */
function deedsOf({ player, settings, thumbs, roll }) {
  const restart = async () => {
    thumbs.clear();
    roll.home();
    await player.restart();
  };
  return {
    restart,
    play: async () => {
      roll.home();
      if (player.playing || player.waiting) player.stop();
      else await player.start();
    },
    another: async () => {
      const count = settings.state.voices.length;
      for (let index = 0; index < count; index += 1) settings.set(`voices.${index}.seed`, randomSeed());
      await restart();
    },
  };
}

/** The band and the knobs of its chosen voice. @param {any} parts @returns {() => number} which one is chosen */
function bandOf({ settings, protocol, midi, messages, scene, roll, reader }) {
  let chosen = 0;
  const places = {
    title: byId('voice-title'),
    choices: byId('choices'),
    knobs: byId('knobs'),
    hint: byId('knob-hint'),
  };
  const panel = new VoicePanel(places, {
    settings,
    protocol,
    controlOf: (path) => midi.controlOf(path),
    onlearn: (path, label) => learn(midi, messages, path, label),
  });
  const onchoose = (/** @type {number} */ index) => {
    chosen = index;
    panel.choose(index);
    scene.chosenVoice = settings.state.voices[index].name;
    scene.stale();
    roll.wake();
  };
  const band = new Band(byId('band'), { settings, protocol, onchoose });
  reader.onvoice = (/** @type {string} */ name) => {
    const index = settings.state.voices.findIndex((/** @type {any} */ voice) => voice.name === name);
    if (index >= 0 && index !== chosen) band.choose(index);
  };
  byId('add-voice').addEventListener('click', () => {
    const index = settings.addVoice();
    if (index >= 0) band.choose(index);
  });
  return () => chosen;
}

/** The next control that is moved turns a knob. */
async function learn(
  /** @type {any} */ midi,
  /** @type {any} */ messages,
  /** @type {string} */ path,
  /** @type {string} */ label,
) {
  if (!(await midi.open())) return messages.error(midi.problem);
  midi.learn(path.replace(/^voices\.\d+\./, ''));
  messages.tell(`Move the controller that shall turn ${label}.`);
}

/** The computer's keys, of which the letters play on demand. @param {any} parts @param {any} actions */
function listenToLetters({ keyboard }, actions) {
  const button = byId('letters');
  const isOn = () => button.getAttribute('aria-pressed') === 'true';
  const toggle = () => {
    button.setAttribute('aria-pressed', String(!isOn()));
    keyboard.letters(isOn());
  };
  button.addEventListener('click', toggle);
  listenToKeys(
    { ...actions, letters: toggle },
    {
      playsLetters: isOn,
      key: (key, down) => keyboard.key(key, down),
      shift: (way) => keyboard.shift(way),
    },
  );
}

/** Keys, knobs and pedals by MIDI. @param {any} parts @param {any} actions @param {() => number} chosen */
function listenToMidi({ midi, player, settings, messages, sound }, actions, chosen) {
  on(midi, 'key', async ({ down, pitch, velocity }) => {
    if (!down) return player.keyUp(pitch);
    await sound.unlock();
    player.keyDown(pitch, velocity);
  });
  on(midi, 'turn', ({ path, value }) => settings.set(`voices.${chosen()}.${path}`, value));
  on(midi, 'learned', ({ control }) => messages.tell(`Learned: ${control}.`));
  const pressed = { good: actions.up, bad: actions.down, undo: actions.undo, panic: () => player.stop() };
  on(midi, 'press', ({ action }) => pressed[/** @type {keyof typeof pressed} */ (action)]());
}
