// @ts-check
/** Puts the page together: settings, connection, player and sound, and all that is seen of them. */
import { backingIn } from './backing.js';
import { Connection } from './connection.js';
import { obeyControllers } from './controllers.js';
import { controls } from './controls.js';
import { byId } from './dom.js';
import { Messages } from './messages.js';
import { Player } from './player.js';
import { Settings } from './settings.js';
import { Sound } from './sound.js';
import { surroundings } from './surroundings.js';
import { view } from './view.js';
import { WebMidi } from './webmidi.js';

const UNREACHABLE = 'The page found no server: start one with `melobridge serve`, then load the page again.';
const token = new URLSearchParams(location.search).get('token') ?? '';

/** The address of something of the server, with the token where there is one. @param {string} path */
const addressOf = (path) => (token ? `${path}?token=${encodeURIComponent(token)}` : path);

async function main() {
  let protocol;
  try {
    protocol = await (await fetch(addressOf('protocol.json'))).json();
  } catch {
    byId('status').textContent = UNREACHABLE;
    return;
  }
  start(protocol);
}

/** @param {any} protocol */
function start(protocol) {
  const messages = new Messages(byId('message'), byId('told'), byId('spoken'));
  const settings = Settings.load(protocol);
  const connection = new Connection({ url: `${location.origin.replace(/^http/, 'ws')}/ws`, token });
  const sound = new Sound();
  const midi = new WebMidi({ sound, rangeOf: rangesOf(protocol) });
  const backing = backingIn(protocol.meters);
  const player = new Player({ connection, settings, sound, backing, outputs: midi.outputs });
  Object.assign(window, { melobridge: { connection, settings, player, sound } });
  const parts = { protocol, messages, settings, connection, sound, midi, player, addressOf };
  const seen = view(parts);
  controls({ ...parts, ...seen });
  surroundings({ ...parts, ...seen });
  obeyControllers({ ...parts, ...seen });
  connection.connect();
  if (settings.problem) messages.error(settings.problem);
}

/** The range of a knob, by the end of its path. @param {any} protocol */
function rangesOf(protocol) {
  return (/** @type {string} */ path) => {
    const key = protocol.keys.find((/** @type {any} */ one) => one.name === path.split('.').at(-1));
    return key ? { low: key.low, high: key.high } : null;
  };
}

main();
