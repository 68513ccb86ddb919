import assert from 'node:assert/strict';
import { test } from 'node:test';

import { barLine, barOf, beatsABar, chordIn, sounding } from '../../../bridge/page/static/js/bars.js';

test('a bar has so many quarters', () => {
  assert.deepEqual(['4/4', '2/2', '3/4', '2/4', '6/8', '9/8'].map(beatsABar), [4, 4, 3, 2, 3, 4.5]);
  assert.deepEqual(['5/4', '7/8', '2+2+3/8', '12/8'].map(beatsABar), [5, 3.5, 3.5, 6]);
});

test('a beat lies in a bar, and before a bar line', () => {
  assert.deepEqual([0, 3.9, 4, 3.9999].map((beat) => barOf(beat, '4/4')), [0, 0, 1, 1]);
  assert.deepEqual([0, 0.1, 4, 4.0001].map((beat) => barLine(beat, '4/4')), [0, 4, 4, 4]);
});

test('a progression has a chord a bar and repeats', () => {
  const [am, f] = [{ symbol: 'Am' }, { symbol: 'F' }];
  assert.deepEqual([0, 1, 2].map((bar) => chordIn(bar, [am, f])), [am, f, am]);
  assert.equal(chordIn(3, []), null);
});

test('a note ends a little early', () => {
  assert.equal(sounding(1), 0.95);
  assert.equal(sounding(4), 3.95);
  assert.equal(sounding(0.5), 0.475);
});
