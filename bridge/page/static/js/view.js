// @ts-check
/** What is seen of the music: the roll, what is chosen on it and told of it, thumbs, other clients. */
import { byId, on } from './dom.js';
import { Keyboard } from './keyboard.js';
import { NowDisplay } from './now-display.js';
import { voiceColour } from './palette.js';
import { Roll } from './roll.js';
import { Reader } from './roll-reader.js';
import { SceneKeeper, soundingNote } from './scene.js';
import { themeButton } from './theme.js';
import { thumbButtons, Thumbs } from './thumbs.js';
import { Others } from './watch.js';

/** @param {any} parts settings, player, protocol, connection, messages, sound */
export function view(parts) {
  const { settings, player, protocol, connection, messages } = parts;
  /** @type {Others} */
  const others = new Others(byId('others'), {
    connection,
    beat: () => scene.beat(),
    firstColour: () => settings.state.voices.length,
    onerror: (text) => messages.error(text),
  });
  const thumbs = new Thumbs({
    beat: () => player.beat(),
    find: (id) => player.voices.find((/** @type {any} */ voice) => voice.name === id) ?? others.voice(id),
  });
  /** @type {SceneKeeper} */
  const scene = new SceneKeeper({ settings, player, protocol, others, thumbs });
  const keyboard = pianoOf(parts);
  const now = new NowDisplay(byId('now'));
  const roll = new Roll(
    byId('roll'),
    () => scene.now(),
    (painted) => {
      now.show(painted);
      keyboard.light(sounding(painted));
    },
  );
  const reader = new Reader(byId('roll'), byId('why'), {
    roll,
    scene,
    player,
    settings,
    messages,
    connection,
  });
  follow({ settings, player, others, thumbs, scene, roll, messages });
  thumbButtons(byId('thumbs'), thumbs, () => reader.forThumb());
  themeButton(byId('theme'), () => roll.repaint());
  return { thumbs, others, scene, roll, reader, keyboard };
}

/** The piano on the page, whose keys the player hears. @param {any} parts */
function pianoOf({ player, sound }) {
  return new Keyboard(byId('keyboard'), {
    press: async (pitch, velocity) => {
      await sound.unlock();
      player.keyDown(pitch, velocity);
    },
    release: (pitch) => player.keyUp(pitch),
  });
}

/** The roll shows what changes. @param {any} parts */
function follow({ settings, player, others, thumbs, scene, roll, messages }) {
  const again = () => {
    scene.stale();
    roll.wake();
  };
  for (const source of [player, settings, others, thumbs]) source.addEventListener('change', again);
  for (const type of ['state', 'note']) player.addEventListener(type, again);
  on(thumbs, 'told', ({ text }) => messages.tell(text));
  on(thumbs, 'error', ({ text }) => messages.error(text));
  on(roll, 'pan', ({ away }) => (byId('to-now').hidden = !away));
  byId('to-now').addEventListener('click', () => roll.home());
}

/** Colours of the pitches that sound. @param {import('./scene.js').Scene} scene */
function sounding(scene) {
  const colours = new Map();
  for (const voice of scene.playing ? scene.voices : []) {
    const pitch = soundingNote(voice, scene.beat);
    if (pitch !== null) colours.set(pitch, voiceColour(voice.colour));
  }
  return colours;
}
