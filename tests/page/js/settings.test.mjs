import assert from 'node:assert/strict';
import { test } from 'node:test';

import { freshState, usualOf } from '../../../bridge/page/static/js/schema.js';
import { Settings } from '../../../bridge/page/static/js/settings.js';
import { protocol } from './protocol.mjs';

function setUp(storage = null) {
  const settings = new Settings(protocol, { state: freshState(() => 5), storage });
  const events = [];
  for (const type of ['change', 'error']) settings.addEventListener(type, ({ detail }) => events.push([type, detail]));
  return { settings, events };
}

/** A browser's storage. */
function memory(content = {}) {
  return { content, getItem: (key) => content[key] ?? null, setItem(key, value) { content[key] = value; } };
}

test('sets a value, and tells of it', () => {
  const { settings, events } = setUp();
  const before = settings.state;
  assert.ok(settings.set('voices.0.knobs.harmony', 1.5));
  assert.equal(settings.state.voices[0].knobs.harmony, 1.5);
  assert.equal(before.voices[0].knobs.harmony, 1);
  assert.deepEqual(events, [['change', { path: 'voices.0.knobs.harmony', value: 1.5 }]]);
});

test('the default of a knob is what the page starts with', () => {
  assert.deepEqual(['low', 'high', 'follow', 'knobs.harmony', 'knobs.morph'].map(usualOf), [55, 84, 0, 1, 0]);
});

test('the same value again is no change', () => {
  const { settings, events } = setUp();
  settings.set('tempo', 108);
  assert.deepEqual(events, []);
});

for (const [path, value, kept] of [
  ['tempo', 1000, 400], ['tempo', -5, 10], ['bars', 3.6, 4], ['voices.0.knobs.temperature', 9, 2], ['voices.0.volume', 2, 1],
]) {
  test(`keeps ${path} of ${value} in its range`, () => {
    const { settings } = setUp();
    settings.set(path, value);
    assert.equal(path.split('.').reduce((inner, part) => inner[part], settings.state), kept);
  });
}

for (const [path, value] of [
  ['tempo', NaN], ['tempo', '120'], ['meter', '5/4'], ['key', 'H'], ['scale', 'happy'], ['chords', 3], ['chords', 'C '.repeat(100)],
  ['voices.0.name', 'a b'], ['voices.0.name', 'none'], ['voices.0.name', 'keys'], ['voices.0.mode', 'dance'], ['voices.0.agent', 'nobody'],
  ['voices.0.listen', 'lead'], ['voices.0.listen', 'nobody'], ['voices.0.muted', 1], ['voices.0.midi', { output: 3 }],
  ['voices.7.volume', 1], ['voices.0.nothing', 1], ['nothing', 1], ['__proto__.polluted', 1], ['voices.0.__proto__', {}],
  ['voices.0.knobs.chord_tones', 'some'],
  ['voices.0.knobs.outside', 'always'],
]) {
  test(`refuses ${path} = ${JSON.stringify(value)} with a sentence`, () => {
    const { settings, events } = setUp();
    const before = settings.state;
    assert.equal(settings.set(path, value), false);
    assert.equal(settings.state, before);
    assert.match(events[0][1].text, /^\w+: .+\.$/);
  });
}

test('a scale may be semitones', () => {
  const { settings } = setUp();
  assert.ok(settings.set('scale', '0 2 4 7 9'));
});

test('a voice that hears takes up something', () => {
  const { settings } = setUp();
  settings.set('voices.0.mode', 'duet');
  assert.equal(settings.state.voices[0].follow, 0.5);
  settings.set('voices.0.follow', 0.2);
  settings.set('voices.0.mode', 'answer');
  assert.equal(settings.state.voices[0].follow, 0.2);
});

test('voices come with names and seeds of their own, and go', () => {
  const { settings, events } = setUp();
  assert.equal(settings.addVoice(), 1);
  settings.set('voices.1.listen', 'lead');
  settings.set('voices.0.name', 'tune');
  assert.deepEqual(settings.state.voices.map(({ name, listen }) => [name, listen]), [['tune', null], ['second', 'tune']]);
  settings.removeVoice(0);
  assert.deepEqual(settings.state.voices.map(({ name, listen }) => [name, listen]), [['second', null]]);
  assert.equal(settings.addVoice(), 1);
  assert.equal(new Set(settings.state.voices.map(({ name }) => name)).size, 2);
  while (settings.addVoice() >= 0);
  assert.equal(settings.state.voices.length, 16);
  assert.equal(events.at(-1)[0], 'error');
});

test('goes back to what the server accepted, and no further', () => {
  const { settings, events } = setUp();
  settings.accept('lead', settings.state);
  settings.set('chords', 'Hm');
  settings.set('voices.0.volume', 0.3);
  settings.set('voices.0.low', 100);
  events.length = 0;
  assert.ok(settings.rollBack('lead'));
  assert.deepEqual([settings.state.chords, settings.state.voices[0].low, settings.state.voices[0].volume], ['C G Am F', 55, 0.3]);
  assert.deepEqual(events.map(([, { path }]) => path), ['chords', 'voices.0.low']);
  assert.ok(!settings.rollBack('lead'));
  assert.ok(!settings.rollBack('nobody'));
});

test('stays in the browser', () => {
  const storage = memory();
  const { settings } = setUp(storage);
  settings.set('tempo', 90);
  const later = Settings.load(protocol, { hash: '', storage });
  assert.deepEqual(later.state, settings.state);
});

test('a link comes before what stayed in the browser', () => {
  const { settings } = setUp();
  settings.set('tempo', 77);
  const storage = memory({ 'melobridge.settings': new Settings(protocol).toHash() });
  assert.equal(Settings.load(protocol, { hash: settings.toHash(), storage }).state.tempo, 77);
});

test('plays on where the browser keeps nothing', () => {
  const storage = { getItem: () => null, setItem() { throw new Error('full'); } };
  const { settings } = setUp(storage);
  assert.ok(settings.set('tempo', 90));
});
