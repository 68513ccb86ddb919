import assert from 'node:assert/strict';
import { test } from 'node:test';

import { BeatClock } from '../../../bridge/page/static/js/clock.js';

test('counts beats from its start at its tempo', () => {
  const clock = new BeatClock(120);
  clock.start(10);
  assert.equal(clock.beat(11), 2);
  assert.equal(clock.seconds(3), 11.5);
});

test('earlier beats keep their times when the tempo changes', () => {
  const clock = new BeatClock(120);
  clock.start(10);
  clock.setTempo(60, 12);
  assert.deepEqual([clock.seconds(2), clock.seconds(4), clock.seconds(5)], [11, 12, 13]);
  assert.deepEqual([clock.beat(11), clock.beat(12), clock.beat(14)], [2, 4, 6]);
  assert.equal(clock.tempo, 60);
});

test('a tempo that changes twice at once is the last one', () => {
  const clock = new BeatClock(120);
  clock.start(0);
  clock.setTempo(60, 1);
  clock.setTempo(240, 1);
  assert.equal(clock.beat(2), 6);
});

test('starts anew from beat 0 with the tempo that it has', () => {
  const clock = new BeatClock(120);
  clock.start(0);
  clock.setTempo(60, 5);
  clock.start(20);
  assert.equal(clock.beat(22), 2);
});

test('counts backwards before its start', () => {
  const clock = new BeatClock(60);
  clock.start(10);
  assert.equal(clock.beat(9), -1);
});
