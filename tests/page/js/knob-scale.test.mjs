import assert from 'node:assert/strict';
import { test } from 'node:test';

import {
  afterKey,
  angleOf,
  arc,
  clamped,
  scaleOf,
  written,
} from '../../../bridge/page/static/js/knob-scale.js';

const WEIGHT = scaleOf(0, 2, 1);
const PITCH = scaleOf(0, 127, 0, true);

test('a value has an angle, from straight up', () => {
  assert.deepEqual(
    [0, 1, 2].map((value) => angleOf(WEIGHT, value)),
    [-135, 0, 135],
  );
});

test('values stay on steps and in the range', () => {
  assert.deepEqual(
    [-1, 0.512, 1.33, 9].map((value) => clamped(WEIGHT, value)),
    [0, 0.5, 1.35, 2],
  );
  assert.equal(clamped(PITCH, 60.4), 60);
});

test('arrows and pages turn it, Home and End go to its ends, Delete to its default', () => {
  const keys = ['ArrowUp', 'ArrowLeft', 'PageUp', 'PageDown', 'Home', 'End', 'Delete'];
  assert.deepEqual(
    keys.map((key) => afterKey(WEIGHT, 0.5, key)),
    [0.55, 0.45, 0.75, 0.25, 0, 2, 1],
  );
  assert.equal(afterKey(WEIGHT, 2, 'ArrowUp'), 2);
  assert.equal(afterKey(WEIGHT, 1, 'a'), null);
});

test('a value is written short', () => {
  assert.deepEqual(
    [1, 1.25, 0.5].map((value) => written(WEIGHT, value)),
    ['1.0', '1.25', '0.5'],
  );
  assert.equal(written(PITCH, 60), '60');
});

test('an arc goes clockwise from the smaller angle', () => {
  assert.equal(arc(0, 90, 40), 'M50 10A40 40 0 0 1 90 50');
  assert.equal(arc(90, 0, 40), arc(0, 90, 40));
  assert.match(arc(-135, 135, 40), / 1 1 /);
});
