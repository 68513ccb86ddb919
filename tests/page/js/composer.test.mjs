import assert from 'node:assert/strict';
import { mock, test } from 'node:test';

import { Composer } from '../../../bridge/page/static/js/composer.js';
import { freshState } from '../../../bridge/page/static/js/schema.js';
import { Settings } from '../../../bridge/page/static/js/settings.js';
import { MeloVoice } from '../../../bridge/page/static/js/voice.js';
import { FakeConnection } from './fakes.mjs';
import { protocol } from './protocol.mjs';

function setUp(count = 2) {
  const settings = new Settings(protocol, { state: freshState(() => 5) });
  while (settings.state.voices.length < count) settings.addVoice();
  const connection = new FakeConnection();
  const voices = settings.state.voices.map(({ name }) => new MeloVoice(name, connection));
  const told = [];
  const composer = new Composer({ settings, voices: () => voices, tell: (type, detail) => told.push([type, detail]) });
  const asked = () => connection.asked('/melo/next').map(([, name, , index]) => [name, index]);
  return { settings, connection, voices, composer, told, asked };
}

test('asks for the voice that is the least far, whatever is asked when', async () => {
  const { composer, asked } = setUp();
  await composer.fill(() => 5);
  await composer.fill(() => 9);
  assert.deepEqual(asked(), [['lead', 0], ['second', 0], ['lead', 4], ['second', 4], ['lead', 8], ['second', 8]]);
});

test('asks for nothing that is there, or that a mode does not want', async () => {
  const { composer, asked } = setUp();
  await composer.fill((voice) => (voice.name === 'lead' ? 4 : -Infinity));
  await composer.fill((voice) => (voice.name === 'lead' ? 4 : -Infinity));
  assert.deepEqual(asked(), [['lead', 0]]);
});

test('a voice begins anew where it is told to', async () => {
  const { composer, connection, voices } = setUp(1);
  await composer.fill(() => 4);
  composer.restart('lead', 8);
  await composer.fill(() => 12);
  assert.equal(connection.asked('/melo/reset').length, 1);
  assert.deepEqual(voices[0].notes().map(({ index, onset }) => [index, onset])[0], [0, 8]);
});

test('a refusal is told, rolled back, and not asked again', async () => {
  const { composer, connection, settings, told, asked } = setUp(1);
  await composer.fill(() => 4);
  connection.refusals.set('/melo/next', (args) => (args.includes('Hm') ? 'no such chord' : ''));
  settings.set('chords', 'Hm');
  await composer.fill(() => 8);
  assert.equal(settings.state.chords, 'C G Am F');
  assert.deepEqual(told.filter(([type]) => type === 'error'), [['error', { text: 'no such chord', voice: 'lead' }]]);
  assert.equal(asked().length, 3);
});

test('what is refused from the start waits for other settings, and holds up no other voice', async () => {
  const { composer, connection, settings, asked } = setUp();
  connection.refusals.set('/melo/next', ([name, ...args]) => (name === 'lead' && args.includes('C') ? 'not in C' : ''));
  await composer.fill(() => 4);
  await composer.fill(() => 4);
  assert.deepEqual(asked(), [['lead', 0], ['second', 0]]);
  settings.set('key', 'D');
  await composer.fill(() => 4);
  assert.deepEqual(asked().at(-1), ['lead', 0]);
});

test('a silent server is told of once, and asked again after a while', async (context) => {
  mock.timers.enable({ apis: ['Date'], now: 1e12 });
  context.after(() => mock.timers.reset());
  const { composer, connection, told, asked } = setUp(1);
  connection.isSilent = true;
  for (let turn = 0; turn < 3; turn += 1) await composer.fill(() => 4);
  assert.equal(asked().length, 1);
  assert.deepEqual(told.map(([type]) => type), ['error', 'state']);
  connection.isSilent = false;
  mock.timers.tick(500);
  await composer.fill(() => 4);
  assert.deepEqual(told.map(([type]) => type), ['error', 'state', 'state', 'change']);
  assert.equal(composer.isSilent, false);
});
