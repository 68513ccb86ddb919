import assert from 'node:assert/strict';
import { test } from 'node:test';

import { barShapes, returns } from '../../../bridge/page/static/js/phrases.js';

/** Quarters and eighths from a text such as '60 62/.5 -': a rest is -. */
function tune(text) {
  let onset = 0;
  return text
    .trim()
    .split(/\s+/)
    .map((word) => {
      const [pitch, duration = '1'] = word.split('/');
      const note = { pitch: pitch === '-' ? -1 : Number(pitch), onset, duration: Number(duration) };
      onset += note.duration;
      return note;
    });
}

test('a phrase returns at another pitch, and not in another rhythm', () => {
  const notes = tune('60 62 64 62  65 67 69 67  60/.5 62/1.5 64 62');
  assert.deepEqual(returns(notes, 4), [
    { bar: 0, bars: 1, phrase: 0 },
    { bar: 1, bars: 1, phrase: 0 },
  ]);
});

test('other intervals are another phrase', () => {
  assert.deepEqual(returns(tune('60 62 64 62  60 62 65 62'), 4), []);
});

test('phrases are numbered in the order in which they first come', () => {
  const notes = tune('60 62 64 62  72 71 69 71  60 60 60 60  60 62 64 62  60 60 60 60  72 71 69 71');
  assert.deepEqual(
    returns(notes, 4).map(({ bar, phrase }) => [bar, phrase]),
    [
      [0, 0],
      [1, 1],
      [2, 2],
      [3, 0],
      [4, 2],
      [5, 1],
    ],
  );
});

test('bars that only come one after the other are one phrase', () => {
  const notes = tune('60 62 64 62  67 65 64 62  60 - - 60  62 64 66 64  69 67 66 64');
  assert.deepEqual(returns(notes, 4), [
    { bar: 0, bars: 2, phrase: 0 },
    { bar: 3, bars: 2, phrase: 0 },
  ]);
});

test('a bar of two notes, or of rests, is no phrase', () => {
  assert.deepEqual(returns(tune('60/2 62/2  60/2 62/2'), 4), []);
  assert.deepEqual(returns(tune('- - - -  - - - -'), 4), []);
});

test('a bar that is copied at once returns by itself', () => {
  const notes = tune('60 62 64  60 62 64  60 62 64');
  assert.deepEqual(
    returns(notes, 3).map(({ bar, bars }) => [bar, bars]),
    [
      [0, 1],
      [1, 1],
      [2, 1],
    ],
  );
});

test('a shape is rhythm and intervals from the first note', () => {
  assert.equal(barShapes(tune('60 64/.5 67/.5'), 2).get(0), '0/24/0 24/12/4 36/12/7');
});
