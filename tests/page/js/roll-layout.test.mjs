import assert from 'node:assert/strict';
import { test } from 'node:test';

import {
  barsOf,
  beatOf,
  beatsShown,
  noteAt,
  paged,
  pitchOf,
  rowsFor,
  scrolled,
  visible,
  xOf,
  yOf,
} from '../../../bridge/page/static/js/roll-layout.js';

const VIEW = { width: 840, height: 260, left: 40, top: 60, start: 8, beats: 16, low: 60, high: 79, zoom: 1 };
const note = (onset, pitch = 64, duration = 1) => ({ onset, pitch, duration });

test('a beat has its place, and a place its beat', () => {
  assert.deepEqual(
    [8, 16, 24].map((beat) => xOf(VIEW, beat)),
    [40, 440, 840],
  );
  assert.equal(beatOf(VIEW, 440), 16);
});

test('a pitch has its row, the highest on top', () => {
  assert.deepEqual(
    [79, 60].map((pitch) => yOf(VIEW, pitch)),
    [60, 250],
  );
  assert.deepEqual(
    [61, 255].map((y) => pitchOf(VIEW, y)),
    [79, 60],
  );
});

test('whole bars are shown, two at least', () => {
  assert.equal(beatsShown(1400, 4), 24);
  assert.equal(beatsShown(1400, 3), 24);
  assert.equal(beatsShown(320, 4), 8);
  assert.equal(beatsShown(1400, 4, 2), 12);
});

test('the roll scrolls once the present is in the middle', () => {
  assert.deepEqual(
    [0, 4, 8, 12].map((beat) => scrolled(beat, 16)),
    [-0.25, -0.25, 0, 4],
  );
});

test('a page stays until its last bar, which comes again', () => {
  assert.deepEqual(
    [0, 11.9, 12, 25].map((beat) => paged(beat, 16, 4)),
    [0, 0, 12, 24],
  );
});

test('only what shows is drawn', () => {
  const notes = [note(0), note(6, 64, 1), note(7.5), note(12), note(23.5), note(24), note(30)];
  assert.deepEqual(
    visible(VIEW, notes).map(({ onset }) => onset),
    [7.5, 12, 23.5],
  );
  assert.deepEqual(visible(VIEW, []), []);
});

test('rows hold all pitches with a margin, and sixteen at least', () => {
  assert.deepEqual(rowsFor([50, 70, -1]), { low: 48, high: 72 });
  const { low, high } = rowsFor([64, 66]);
  assert.ok(low <= 62 && high >= 68 && high - low + 1 === 16);
  assert.deepEqual(rowsFor([-1]), { low: 58, high: 82 });
});

test('bars are counted from the start of the song', () => {
  assert.deepEqual(barsOf(VIEW, 4), [2, 3, 4, 5, 6]);
  assert.deepEqual(barsOf({ ...VIEW, start: -1 }, 8), [0, 1]);
});

test('the note under a finger, or the nearest one within its reach', () => {
  const notes = [note(8, 70), note(9, 72), note(10, -1)];
  assert.equal(noteAt(VIEW, notes, xOf(VIEW, 9.5), yOf(VIEW, 72) + 5), notes[1]);
  assert.equal(noteAt(VIEW, notes, xOf(VIEW, 8.5), yOf(VIEW, 70) - 6), notes[0]);
  assert.equal(noteAt(VIEW, notes, xOf(VIEW, 20), yOf(VIEW, 62)), null);
});
