import assert from 'node:assert/strict';
import { test } from 'node:test';

import { afterArrow } from '../../../bridge/page/static/js/note-choice.js';

const voice = (id, ...onsets) => ({
  id,
  notes: onsets.map((onset, index) => ({ index, onset, duration: 1, pitch: index === 1 ? -1 : 60 })),
});
const BAND = [voice('lead', 0, 1, 2, 3), voice('bass', 0, 1, 4)];

test('the first arrow chooses the note nearest to the present', () => {
  assert.deepEqual(afterArrow(BAND, null, 'ArrowRight', 1.9), { voice: 'lead', index: 2 });
});

test('left and right go along the voice, past rests, to its ends', () => {
  const from = (index, key) => afterArrow(BAND, { voice: 'lead', index }, key, 0);
  assert.deepEqual(
    [from(0, 'ArrowRight'), from(2, 'ArrowLeft'), from(3, 'ArrowRight')].map(({ index }) => index),
    [2, 0, 3],
  );
});

test('up and down go to the note of another voice at that time', () => {
  assert.deepEqual(afterArrow(BAND, { voice: 'lead', index: 3 }, 'ArrowDown', 0), {
    voice: 'bass',
    index: 2,
  });
  assert.deepEqual(afterArrow(BAND, { voice: 'bass', index: 0 }, 'ArrowUp', 0), { voice: 'lead', index: 0 });
});

test('a note that is gone gives way to the nearest one; without notes there is no choice', () => {
  assert.deepEqual(afterArrow(BAND, { voice: 'lead', index: 99 }, 'ArrowLeft', 3), {
    voice: 'lead',
    index: 3,
  });
  assert.equal(afterArrow([voice('lead')], null, 'ArrowLeft', 0), null);
});
