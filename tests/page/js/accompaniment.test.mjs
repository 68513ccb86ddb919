import assert from 'node:assert/strict';
import { test } from 'node:test';

import { Accompaniment } from '../../../bridge/page/static/js/accompaniment.js';

/** One pad note a bar, and one on its third beat; the pitch is the root. */
function backing(bar, chord, meter, tempo, which, before) {
  calls.push([bar, before]);
  return [0, 2].map((onset) => ({ part: 'pad', pitch: chord.root, velocity: 0.5, onset, duration: 2 }));
}
let calls = [];
const song = (...roots) => ({ meter: '4/4', tempo: 100, backing: {}, progression: roots.map((root) => ({ root })) });
const brief = (events) => events.map(({ pitch, onset }) => [pitch, onset]);

test('gives what begins before a beat, once, bar by bar', () => {
  const accompaniment = new Accompaniment(backing);
  accompaniment.start(0);
  assert.deepEqual(brief(accompaniment.due(1, song(9, 5))), [[9, 0]]);
  assert.deepEqual(brief(accompaniment.due(1.5, song(9, 5))), []);
  assert.deepEqual(brief(accompaniment.due(6.5, song(9, 5))), [[9, 2], [5, 4], [5, 6]]);
});

test('another progression changes what was not given yet', () => {
  const accompaniment = new Accompaniment(backing);
  accompaniment.start(0);
  accompaniment.due(1, song(9));
  accompaniment.refresh();
  assert.deepEqual(brief(accompaniment.due(4.5, song(0))), [[0, 2], [0, 4]]);
});

test('chords move on from the one before', () => {
  calls = [];
  const accompaniment = new Accompaniment(backing);
  accompaniment.start(0);
  accompaniment.due(5, song(9, 5));
  assert.deepEqual(calls, [[0, undefined], [1, [9, 9]]]);
});

test('without a backing nothing sounds', () => {
  const accompaniment = new Accompaniment(null);
  accompaniment.start(0);
  assert.deepEqual(accompaniment.due(9, song(0)), []);
});
