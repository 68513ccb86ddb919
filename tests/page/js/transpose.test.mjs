import assert from 'node:assert/strict';
import { test } from 'node:test';

import { transposed } from '../../../bridge/page/static/js/transpose.js';

test('a progression moves with its key', () => {
  assert.equal(transposed('C G Am F', 'C', 'D', false), 'D A Bm G');
  assert.equal(transposed('C G Am F', 'C', 'Eb', false), 'Eb Bb Cm Ab');
  assert.equal(transposed('Am F C G', 'A', 'F#', true), 'F#m D A E');
  assert.equal(transposed('Dm7b5 | G7/B, Cmaj7', 'C', 'Bb', false), 'Cm7b5 | F7/A, Bbmaj7');
});

test('no chords, and the same key, stay', () => {
  assert.equal(transposed('', 'C', 'D', false), '');
  assert.equal(transposed('C#m7b5 Bb', 'C', 'C', false), 'C#m7b5 Bb');
  assert.equal(transposed('none', 'C', 'D', false), 'none');
});
