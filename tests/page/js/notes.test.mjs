import assert from 'node:assert/strict';
import { test } from 'node:test';

import { noteOf, restsBetween, whyOf } from '../../../bridge/page/static/js/notes.js';

const placed = (pitch, onset, duration = 1) => ({ pitch, velocity: 0.8, duration, onset });
const brief = (notes) => notes.map(({ pitch, onset, duration }) => [pitch, onset, duration]);

test('rests fill the gaps, and the end', () => {
  assert.deepEqual(brief(restsBetween([placed(60, 1), placed(62, 3)], 5)), [[60, 1, 1], [-1, 2, 1], [62, 3, 1], [-1, 4, 1]]);
});

test('notes that touch need no rests, nor does nothing', () => {
  assert.deepEqual(brief(restsBetween([placed(60, 1), placed(62, 2.01)], 3)), [[60, 1, 1], [62, 2.01, 1]]);
  assert.deepEqual(restsBetween([], 5), []);
});

test('reads a note, without what 32 bits leave of 0.8', () => {
  const args = ['lead', 9, 3, 60, 0.800000011920929, 0.3333333432674408, 4.5, 1];
  assert.deepEqual(noteOf({ address: '/melo/note', args }), {
    index: 3, pitch: 60, velocity: 0.8, duration: 0.333333, onset: 4.5, fallback: true,
  });
});

test('reads the reasons for a note, and its alternatives in their order', () => {
  const facts = ['pitch', 60, 'duration', 1, 'probability', 0.5, 'rank', 1, 'allowed', 9, 'candidates', 12, 'alternatives', 2];
  const why = whyOf([
    { address: '/melo/alternative', args: ['lead', 3, 2, 64, 1, 0.125] },
    { address: '/melo/because', args: ['lead', 3, ...facts, 'style', 0.75, 'taste', -0.5] },
    { address: '/melo/alternative', args: ['lead', 3, 1, 62, 0.5, 0.25] },
  ]);
  assert.deepEqual(why, {
    pitch: 60, duration: 1, probability: 0.5, rank: 1, allowed: 9, candidates: 12, parts: { style: 0.75, taste: -0.5 },
    alternatives: [{ pitch: 62, duration: 0.5, probability: 0.25 }, { pitch: 64, duration: 1, probability: 0.125 }],
  });
});
