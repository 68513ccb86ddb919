import assert from 'node:assert/strict';
import { test } from 'node:test';

import { keyOfPitch, keysBetween, pitchOfKey } from '../../../bridge/page/static/js/piano-keys.js';

test('the letters are the keys of a piano from C on', () => {
  assert.deepEqual(
    [...'awsedk'].map((key) => pitchOfKey(key, 60)),
    [60, 61, 62, 63, 64, 72],
  );
  assert.equal(pitchOfKey('A', 48), 48);
  assert.deepEqual(
    ['q', 'Shift', 'ArrowUp', ' '].map((key) => pitchOfKey(key, 60)),
    [null, null, null, null],
  );
  assert.deepEqual(
    [60, 61, 59].map((pitch) => keyOfPitch(pitch, 60)),
    ['a', 'w', ''],
  );
});

test('p, which switches the letters off, is no key of the piano', () => {
  assert.equal(pitchOfKey('p', 60), null);
  assert.deepEqual([74, 75, 76].map((pitch) => keyOfPitch(pitch, 60)), ['l', '', ';']);
});

test('white keys fill the width, black ones lie between', () => {
  const keys = keysBetween(60, 72);
  const whites = keys.filter(({ black }) => !black);
  assert.equal(whites.length, 8);
  assert.equal(
    whites.reduce((sum, { width }) => sum + width, 0),
    1,
  );
  const sharp = keys.find(({ pitch }) => pitch === 61);
  assert.ok(sharp.left > 0 && sharp.left < 1 / 8 && sharp.left + sharp.width > 1 / 8);
});
