import assert from 'node:assert/strict';
import { test } from 'node:test';

import { Cast } from '../../../bridge/page/static/js/cast.js';
import { freshState } from '../../../bridge/page/static/js/schema.js';
import { Settings } from '../../../bridge/page/static/js/settings.js';
import { FakeConnection } from './fakes.mjs';
import { protocol } from './protocol.mjs';

function setUp() {
  const settings = new Settings(protocol, { state: freshState(() => 5) });
  const restarts = [];
  const composer = { restart: (name, beat) => restarts.push([name, beat]) };
  const time = { playing: false, nextBar: 8 };
  const stage = { isSilent: () => false, barBeats: () => 4 };
  const cast = new Cast({ connection: new FakeConnection(), settings, composer, stage, now: () => time });
  cast.match();
  return { cast, settings, restarts, time };
}

test('has a voice for each of the settings, in their order', () => {
  const { cast, settings } = setUp();
  const [lead] = cast.voices;
  settings.addVoice();
  settings.addVoice();
  assert.deepEqual(cast.match(), []);
  assert.deepEqual(cast.voices.map(({ name }) => name), ['lead', 'second', 'third']);
  assert.equal(cast.voices[0], lead);
  settings.removeVoice(1);
  assert.deepEqual(cast.match(), ['second']);
  assert.deepEqual(cast.voices.map(({ name }) => name), ['lead', 'third']);
});

test('a voice begins with the song, or at the next bar line of one that plays', () => {
  const { cast, settings, restarts, time } = setUp();
  time.playing = true;
  settings.addVoice();
  cast.match();
  assert.deepEqual(restarts, [['lead', 0], ['second', 8]]);
});

test('what nobody has heard begins anew with its seed; of a song that plays, the coming notes', () => {
  const { cast, restarts, time } = setUp();
  cast.composeAnew(0);
  time.playing = true;
  cast.composeAnew(0);
  assert.deepEqual(restarts, [['lead', 0], ['lead', 0]]);
});

test('a mode waits for the song, or starts in it', () => {
  const { cast, time } = setUp();
  cast.setMode(0, 'answer');
  assert.equal(cast.voices[0].mode.running, false);
  time.playing = true;
  cast.setMode(0, 'duet');
  assert.equal(cast.voices[0].mode.running, true);
});
