import assert from 'node:assert/strict';
import { test } from 'node:test';

import { freshState } from '../../../bridge/page/static/js/schema.js';
import { keysOf } from '../../../bridge/page/static/js/voice-keys.js';

test('every key of a voice goes with each request', () => {
  const keys = keysOf(freshState(() => 5), 'lead');
  const pairs = Object.fromEntries(keys.flatMap((key, i) => (i % 2 ? [] : [[key, keys[i + 1]]])));
  assert.deepEqual(pairs, {
    agent: 'all', character: 'any', key: 'C', scale: 'major', chords: 'C G Am F', meter: '4/4', bars: 0, tempo: 108, low: 55, high: 84,
    harmony: 1, smoothness: 1, variety: 1, style: 1, form: 1, temperature: 1, taste: 1, density: 0, colour: 1, syncopation: 0, rests: 0, swing: 0,
    durations: 'any',
    chord_tones: 'free', follow: 0, morph: 0, morph_to: 'none', listen: 'none', outside: 'chord', seed: 5,
  });
});

test('a range that is upside down is turned', () => {
  const state = freshState(() => 5);
  state.voices[0].low = 90;
  const keys = keysOf(state, 'lead');
  assert.deepEqual([keys[keys.indexOf('low') + 1], keys[keys.indexOf('high') + 1]], [84, 90]);
});

test('there are no keys of a voice that is gone', () => assert.throws(() => keysOf(freshState(() => 5), 'ghost')));

test('an empty progression is none for the server', () => {
  const keys = keysOf({ ...freshState(() => 5), chords: '' }, 'lead');
  assert.equal(keys[keys.indexOf('chords') + 1], 'none');
});
