import assert from 'node:assert/strict';
import { test } from 'node:test';

import { afterFeed } from '../../../bridge/page/static/js/feed.js';

const CLIENT = '127.0.0.1:57120';
const next = (epoch, index, ...pairs) => ['/melo/next', ['lead', epoch, index, 1, ...pairs]];
const reply = (epoch, index, pitch, onset) => ['/melo/note', ['lead', epoch, index, pitch, 0.8, 1, onset, 0]];

test('a voice of another client has its knobs, and its notes begin now', () => {
  const voice = afterFeed(null, CLIENT, [next(1, 0, 'harmony', 1.5), reply(1, 0, 60, 0)], 12, 3);
  assert.deepEqual([voice.client, voice.name, voice.keys, voice.seen], [CLIENT, 'lead', { harmony: 1.5 }, 3]);
  assert.deepEqual(voice.notes, [{ index: 0, pitch: 60, velocity: 0.8, duration: 1, onset: 12 }]);
});

test('later notes follow, and a turned knob replaces those that it changes', () => {
  const one = afterFeed(null, CLIENT, [next(1, 0), reply(1, 0, 60, 0), reply(1, 1, 62, 1)], 0, 0);
  const two = afterFeed(one, CLIENT, [next(2, 1, 'form', 0), reply(2, 1, 67, 1)], 1, 1);
  assert.deepEqual(
    two.notes.map(({ index, pitch }) => [index, pitch]),
    [
      [0, 60],
      [1, 67],
    ],
  );
  assert.deepEqual(two.keys, { form: 0 });
});

test('set changes knobs only, and a request without a voice nothing', () => {
  const voice = afterFeed(null, CLIENT, [['/melo/set', ['lead', 'key', 'D']]], 0, 0);
  assert.deepEqual([voice.keys, voice.notes], [{ key: 'D' }, []]);
  assert.equal(afterFeed(null, CLIENT, [['/melo/choose', [60, 64]]], 0, 0), null);
});

test('a song that jumps goes on at the present', () => {
  const one = afterFeed(null, CLIENT, [next(1, 0), reply(1, 0, 60, 0)], 0, 0);
  const two = afterFeed(one, CLIENT, [next(1, 1), reply(1, 1, 62, 400)], 5, 2);
  assert.deepEqual(
    two.notes.map(({ onset }) => onset),
    [5],
  );
});
