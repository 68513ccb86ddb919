import assert from 'node:assert/strict';
import { test } from 'node:test';

import { KeyTracker } from '../../../bridge/page/static/js/key-tracker.js';

const key = (pitch, onset) => ({ pitch, velocity: 0.7, onset });
const brief = (notes) => notes.map(({ pitch, onset, duration }) => [pitch, onset, duration]);

test('a key ends where it is let go, or where the next one begins', () => {
  const keys = new KeyTracker();
  assert.deepEqual(keys.press(key(60, 0)), []);
  assert.deepEqual(brief(keys.press(key(62, 1))), [[60, 0, 1]]);
  assert.deepEqual(keys.release(60, 1.5), []);
  assert.deepEqual(brief(keys.release(62, 2)), [[62, 1, 1]]);
  assert.deepEqual([keys.held.size, keys.since], [0, 2]);
});

test('of a chord the highest key counts', () => {
  const keys = new KeyTracker();
  keys.press(key(60, 0));
  keys.press(key(67, 0.02));
  keys.press(key(64, 0.04));
  assert.deepEqual(brief(keys.release(67, 1)), [[67, 0, 1]]);
});

test('what is cut ends there', () => {
  const keys = new KeyTracker();
  keys.press(key(60, 0));
  assert.deepEqual(brief(keys.cut(2)), [[60, 0, 2]]);
  assert.deepEqual(keys.cut(3), []);
});
