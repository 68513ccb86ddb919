import assert from 'node:assert/strict';
import { test } from 'node:test';

import { percent, signed, summary, terms } from '../../../bridge/page/static/js/reasons.js';

const WHY = {
  pitch: 64,
  duration: 1,
  probability: 0.284,
  rank: 1,
  allowed: 29,
  candidates: 288,
  alternatives: [],
  parts: { prior: 0.5, harmony: -1, form: 0.001 },
};

test('rank and probability are a sentence', () => {
  assert.equal(summary(WHY), 'The likeliest of 29 notes that were allowed (of 288): 28 %.');
  assert.match(summary({ ...WHY, rank: 7, probability: 0.004 }), /^Number 7 of .*: under 1 %\.$/);
});

test('the strongest term comes first, silent ones not at all', () => {
  assert.deepEqual(terms(WHY), [
    { text: 'harmony', says: 'against it', nats: -1, width: 1 },
    { text: 'what real tunes do', says: 'for it', nats: 0.5, width: 0.5 },
  ]);
});

test('figures have signs', () => {
  assert.deepEqual([signed(0.5), signed(-0.126), percent(0.5)], ['+0.50', '−0.13', '50 %']);
});
