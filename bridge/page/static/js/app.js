// @ts-check
/** Puts the page together: settings, connection, player and sound, and everything that is seen of them. */
import { backing } from './backing.js';
import { Band } from './band.js';
import { Connection } from './connection.js';
import { obeyControllers } from './controllers.js';
import { opens } from './dialogs.js';
import { byId } from './dom.js';
import { helpDialog } from './help.js';
import { keepDialog } from './keep-panel.js';
import { Keyboard } from './keyboard.js';
import { VoicePanel } from './knobs-panel.js';
import { Messages } from './messages.js';
import { midiDialog } from './midi-panel.js';
import { NowDisplay, soundingNote } from './now-display.js';
import { voiceColour } from './palette.js';
import { Player } from './player.js';
import { Roll } from './roll.js';
import { Reader } from './roll-reader.js';
import { SceneKeeper } from './scene.js';
import { randomSeed } from './schema.js';
import { Settings } from './settings.js';
import { listenToKeys } from './shortcuts.js';
import { Sound } from './sound.js';
import { stageView } from './stage.js';
import { sentenceOf } from './status.js';
import { themeButton } from './theme.js';
import { thumbButtons, Thumbs } from './thumbs.js';
import { transportBar } from './transport-bar.js';
import { Others } from './watch.js';
import { WebMidi } from './webmidi.js';

const UNREACHABLE = 'The page found no server: start one with `melobridge serve`, then load the page again.';
const token = new URLSearchParams(location.search).get('token') ?? '';

/** The address of something of the server, with the token where there is one. @param {string} path */
const addressOf = (path) => (token ? `${path}?token=${encodeURIComponent(token)}` : path);

async function main() {
  const messages = new Messages(byId('message'), byId('told'), byId('spoken'));
  try {
    const protocol = await (await fetch(addressOf('protocol.json'))).json();
    build(protocol, messages);
  } catch (error) {
    byId('status').textContent = UNREACHABLE;
    throw error;
  }
}

/** @param {any} protocol @param {Messages} messages */
function build(protocol, messages) {
  const settings = Settings.load(protocol);
  const url = `${location.origin.replace(/^http/, 'ws')}/ws`;
  const connection = new Connection({ url, token });
  const sound = new Sound();
  const midi = new WebMidi({ sound, rangeOf: rangesOf(protocol) });
  const player = new Player({ connection, settings, sound, backing, outputs: midi.outputs });
  Object.assign(window, { melobridge: { connection, settings, player, sound } });
  const page = new Page({ protocol, messages, settings, connection, sound, midi, player });
  page.start();
}

/** The range of a knob by the end of its path. @param {any} protocol */
function rangesOf(protocol) {
  return (/** @type {string} */ path) => {
    const key = protocol.keys.find((/** @type {any} */ one) => one.name === path.split('.').at(-1));
    return key ? { low: key.low, high: key.high } : null;
  };
}

class Page {
  #is;
  #chosen = 0;
  #lettersPlay = false;
  #status = { open: false, up: true, figures: {} };

  /** @param {any} parts */
  constructor(parts) {
    this.#is = parts;
  }

  start() {
    this.#see();
    this.#turn();
    this.#play();
    this.#keep();
    this.#watch();
    obeyControllers(this.#is);
    this.#is.connection.connect();
    if (this.#is.settings.problem) this.#is.messages.error(this.#is.settings.problem);
  }

  /** The roll, what is chosen on it, and what is told of it. */
  #see() {
    const { settings, player, protocol, connection, messages } = this.#is;
    const thumbs = new Thumbs({ player, voiceName: () => settings.state.voices[this.#chosen].name });
    const onerror = (/** @type {string} */ text) => messages.error(text);
    const others = new Others(byId('others'), { connection, onerror, beat: () => scene.beat(), firstColour: () => settings.state.voices.length });
    const scene = new SceneKeeper({ settings, player, protocol, others, thumbs });
    const now = new NowDisplay(byId('now'));
    const roll = new Roll(byId('roll'), () => scene.now(), (painted) => {
      now.show(painted);
      this.#light(painted);
    });
    const reader = new Reader(byId('roll'), byId('why'), { roll, scene, player, settings, messages, connection });
    const again = () => {
      scene.stale();
      roll.wake();
    };
    for (const source of [player, settings, others, thumbs]) source.addEventListener('change', again);
    for (const type of ['state', 'note']) player.addEventListener(type, again);
    roll.addEventListener('pan', (/** @type {any} */ event) => (byId('to-now').hidden = !event.detail.away));
    byId('to-now').addEventListener('click', () => roll.home());
    thumbs.addEventListener('told', (/** @type {any} */ event) => messages.tell(event.detail.text));
    thumbs.addEventListener('error', (/** @type {any} */ event) => messages.error(event.detail.text));
    thumbButtons(byId('thumbs'), thumbs, () => reader.ownChoice());
    themeButton(byId('theme'), () => roll.repaint());
    Object.assign(this.#is, { thumbs, others, roll, reader, scene });
  }

  /** Lights the piano's keys. @param {any} scene */
  #light(scene) {
    const sounding = new Map();
    for (const voice of scene.playing ? scene.voices : []) {
      const pitch = soundingNote(voice, scene.beat);
      if (pitch !== null) sounding.set(pitch, voiceColour(voice.colour));
    }
    this.#is.keyboard?.light(sounding);
  }

  /** The sentence, the band and the knobs. */
  #turn() {
    const { settings, player, protocol, midi, messages, scene, roll, reader } = this.#is;
    const onplay = () => this.#toggle();
    const places = { sentence: byId('sentence'), play: byId('play'), restart: byId('restart'), error: byId('chords-error') };
    transportBar(places, { settings, protocol, player, onplay, onrestart: () => this.#restart() });
    const panel = new VoicePanel(
      { title: byId('voice-title'), choices: byId('choices'), knobs: byId('knobs'), hint: byId('knob-hint') },
      { settings, protocol, controlOf: (path) => midi.controlOf(path), onlearn: (path, label) => this.#learn(path, label) },
    );
    const band = new Band(byId('band'), {
      settings, protocol, onchoose: (index) => {
        this.#chosen = index;
        panel.choose(index);
        scene.chosenVoice = settings.state.voices[index].name;
        scene.stale();
        roll.wake();
      },
    });
    reader.onvoice = (/** @type {string} */ name) => {
      const index = settings.state.voices.findIndex((/** @type {any} */ voice) => voice.name === name);
      if (index >= 0 && index !== this.#chosen) band.choose(index);
    };
    byId('another').addEventListener('click', () => this.#another());
    byId('add-voice').addEventListener('click', () => {
      const index = settings.addVoice();
      if (index >= 0) band.choose(index);
    });
    settings.addEventListener('error', (/** @type {any} */ event) => messages.error(event.detail.text));
    player.addEventListener('error', (/** @type {any} */ { detail }) => messages.error(detail.text));
    midi.addEventListener('turn', (/** @type {any} */ { detail }) => settings.set(`voices.${this.#chosen}.${detail.path}`, detail.value));
    midi.addEventListener('learned', (/** @type {any} */ { detail }) => messages.tell(`Learned: ${detail.control}.`));
  }

  /** @param {string} path @param {string} label */
  async #learn(path, label) {
    const { midi, messages } = this.#is;
    if (!(await midi.open())) return messages.error(midi.problem);
    midi.learn(path.replace(/^voices\.\d+\./, ''));
    messages.tell(`Move the controller that shall turn ${label}.`);
  }

  /** Keys of the piano, of the computer, and of MIDI. */
  #play() {
    const { player, midi, thumbs, reader } = this.#is;
    const press = async (/** @type {number} */ pitch, /** @type {number} */ velocity) => {
      await this.#is.sound.unlock();
      player.keyDown(pitch, velocity);
    };
    const keyboard = new Keyboard(byId('keyboard'), { press, release: (pitch) => player.keyUp(pitch) });
    this.#is.keyboard = keyboard;
    midi.addEventListener('key', (/** @type {any} */ { detail }) => (detail.down ? press(detail.pitch, detail.velocity) : player.keyUp(detail.pitch)));
    const actions = {
      play: () => this.#toggle(), restart: () => this.#restart(), another: () => this.#another(), up: () => thumbs.give(1, reader.ownChoice()),
      down: () => thumbs.give(-1, reader.ownChoice()), undo: () => thumbs.undo(), letters: () => this.#toggleLetters(),
      stage: () => byId('show-stage').click(), help: () => byId('show-help').click(),
    };
    midi.addEventListener('press', (/** @type {any} */ { detail }) => this.#pressed(detail.action, actions));
    byId('letters').addEventListener('click', actions.letters);
    listenToKeys(actions, {
      playsLetters: () => this.#lettersPlay, key: (key, down) => keyboard.key(key, down), shift: (way) => keyboard.shift(way),
    });
  }

  /** A pedal or pad. @param {string} action @param {any} actions */
  #pressed(action, actions) {
    if (action === 'good') actions.up();
    else if (action === 'bad') actions.down();
    else if (action === 'undo') actions.undo();
    else this.#is.player.stop();
  }

  #toggleLetters() {
    this.#lettersPlay = !this.#lettersPlay;
    byId('letters').setAttribute('aria-pressed', String(this.#lettersPlay));
    this.#is.keyboard.letters(this.#lettersPlay);
  }

  /** What is kept, and other views. */
  #keep() {
    const { settings, player, midi, messages } = this.#is;
    const openMidi = midiDialog(byId('midi'), { midi, settings });
    opens(byId('show-midi'), byId('midi'), openMidi);
    opens(byId('show-keep'), byId('keep'), keepDialog(byId('keep'), { settings, player, messages, addressOf }));
    helpDialog(byId('help'));
    opens(byId('show-help'), byId('help'));
    stageView(byId('show-stage'), () => this.#is.roll.wake());
  }

  /** How the server is. */
  #watch() {
    const { connection, player, messages } = this.#is;
    const show = (/** @type {any} */ change) => {
      Object.assign(this.#status, change);
      const place = byId('status');
      place.textContent = sentenceOf(this.#status);
      place.classList.toggle('down', !(this.#status.open && this.#status.up));
    };
    connection.addEventListener('open', () => show({ open: true, up: true }));
    connection.addEventListener('close', () => show({ open: false }));
    connection.addEventListener('status', (/** @type {any} */ { detail }) => show({ up: detail.up, figures: detail.figures ?? {} }));
    connection.addEventListener('refused', (/** @type {any} */ { detail }) => messages.error(detail.text));
    player.addEventListener('state', (/** @type {any} */ { detail }) => byId('play').classList.toggle('waiting', detail.waiting));
  }

  async #toggle() {
    const { player, roll } = this.#is;
    roll.home();
    if (player.playing || player.waiting) player.stop();
    else await player.start();
  }

  /** Other seeds, from the start. */
  async #another() {
    const { settings } = this.#is;
    settings.state.voices.forEach((/** @type {any} */ _, /** @type {number} */ index) => settings.set(`voices.${index}.seed`, randomSeed()));
    await this.#restart();
  }

  async #restart() {
    this.#is.thumbs.clear();
    await this.#is.player.restart();
  }
}

main();
