import assert from 'node:assert/strict';
import { test } from 'node:test';

import { isFlat, lengthName, noteName, pitchClass, placeOf } from '../../../bridge/page/static/js/names.js';

test('a note name has a pitch class', () => {
  assert.deepEqual(['C', 'F#', 'Bb', 'Cb', 'B#'].map(pitchClass), [0, 6, 10, 11, 0]);
});

test('keys with flats spell flats', () => {
  assert.equal(noteName(70, isFlat(pitchClass('F'), false)), 'B♭4');
  assert.equal(noteName(66, isFlat(pitchClass('D'), false)), 'F♯4');
  assert.equal(noteName(63, isFlat(pitchClass('C'), true)), 'E♭4');
  assert.equal(noteName(56, isFlat(pitchClass('A'), true)), 'G♯3');
});

test('60 is C4, and -1 a rest', () => {
  assert.deepEqual(
    [60, 59, 0, -1].map((pitch) => noteName(pitch)),
    ['C4', 'B3', 'C-1', 'rest'],
  );
});

test('lengths have words, and the others figures', () => {
  assert.deepEqual([0.5, 1.5, 0.333333, 2.25].map(lengthName), [
    'an eighth',
    'a dotted quarter',
    'a triplet eighth',
    '2.25 quarters',
  ]);
});

test('places are counted from 1', () => {
  assert.deepEqual(placeOf(0, 4), { bar: 1, beat: 1 });
  assert.deepEqual(placeOf(10.5, 3), { bar: 4, beat: 2.5 });
});
