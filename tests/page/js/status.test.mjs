import assert from 'node:assert/strict';
import { test } from 'node:test';

import { sentenceOf } from '../../../bridge/page/static/js/status.js';

const FIGURES = { clients: 1, voices: 2, notes_per_second: 14.4, p99_us: 912, dropped: 0 };

test('how the server is, in a line', () => {
  assert.equal(
    sentenceOf({ open: true, up: true, figures: FIGURES }),
    '1 client · 2 voices · 14 notes/s · 99 % of answers within 912 µs · none dropped',
  );
  assert.match(
    sentenceOf({ open: true, up: true, figures: { ...FIGURES, p99_us: 14720, dropped: 3 } }),
    /within 15 ms · 3 dropped/,
  );
});

test('what is wrong, and what to do', () => {
  assert.match(sentenceOf({ open: true, up: false, figures: {} }), /doesn't answer: start it with/);
  assert.match(sentenceOf({ open: false, up: true, figures: {} }), /melobridge serve/);
});
