import assert from 'node:assert/strict';
import { test } from 'node:test';

import { NoteLine } from '../../../bridge/page/static/js/note-line.js';

/** Quarters from an index on; their pitches count up from 60. */
function quarters(first, count, { from = first, pitch = 60 } = {}) {
  return Array.from({ length: count }, (_, i) => (
    { index: first + i, pitch: pitch + i, velocity: 0.8, duration: 1, onset: from + i, fallback: false }
  ));
}

function lineOf(count) {
  const line = new NoteLine();
  line.take(quarters(0, count));
  return line;
}

const brief = (notes) => notes.map(({ index, pitch, onset }) => [index, pitch, onset]);

test('notes that begin before a beat are due once', () => {
  const line = lineOf(4);
  assert.deepEqual(brief(line.due(2)), [[0, 60, 0], [1, 61, 1]]);
  assert.deepEqual(brief(line.due(2)), []);
  assert.deepEqual(brief(line.due(2.5)), [[2, 62, 2]]);
  assert.deepEqual([line.fixed, line.index, line.end], [3, 4, 4]);
});

test('what is to be replaced stays in sight until the new notes are there', () => {
  const line = lineOf(4);
  line.due(1);
  line.cut(1);
  assert.deepEqual([line.index, line.end], [1, 1]);
  assert.deepEqual(brief(line.all()), [[0, 60, 0], [1, 61, 1], [2, 62, 2], [3, 63, 3]]);
  line.take(quarters(1, 2, { pitch: 80 }));
  assert.deepEqual(brief(line.all()), [[0, 60, 0], [1, 80, 1], [2, 81, 2], [3, 63, 3]]);
});

test('old notes are not due, but come as they were if nothing else does', () => {
  const line = lineOf(4);
  line.cut(2);
  assert.deepEqual(brief(line.due(3.5)), [[0, 60, 0], [1, 61, 1]]);
  assert.equal(line.keepOld(2), false);
  assert.equal(line.keepOld(2.5), true);
  assert.deepEqual(brief(line.due(3.5)), [[2, 62, 2]]);
  assert.deepEqual([line.index, line.end], [3, 3]);
});

test('a second cut keeps the rest of the first', () => {
  const line = lineOf(4);
  line.cut(1);
  line.take(quarters(1, 1, { pitch: 80 }));
  line.cut(1);
  assert.deepEqual(brief(line.all()), [[0, 60, 0], [1, 80, 1], [2, 62, 2], [3, 63, 3]]);
});

test('dropped notes are gone', () => {
  const line = lineOf(4);
  line.cut(2);
  line.drop();
  assert.deepEqual(brief(line.all()), [[0, 60, 0], [1, 61, 1]]);
});

test('nothing comes after the end of the part, but what was played stays', () => {
  const line = lineOf(4);
  line.due(3.5);
  line.until = 2;
  assert.equal(line.all().length, 4);
  line.clear(0);
  line.until = 2;
  line.take(quarters(0, 4));
  assert.deepEqual(brief(line.all()), [[0, 60, 0], [1, 61, 1]]);
  assert.equal(line.due(10).length, 2);
});

test('a note that sounded by itself is fixed', () => {
  const line = lineOf(2);
  line.add({ pitch: 70, velocity: 0.5, duration: 0.5, onset: 3 });
  assert.deepEqual([line.index, line.fixed, line.end], [3, 3, 3.5]);
});

test('the note that sounds at a beat is the latest that is no rest', () => {
  const line = lineOf(3);
  line.take([{ index: 3, pitch: -1, velocity: 0, duration: 1, onset: 3, fallback: false }]);
  assert.deepEqual([0, 1.5, 3.5].map((beat) => line.indexAt(beat)), [0, 1, 2]);
});
