import assert from 'node:assert/strict';
import { test } from 'node:test';

import { BeatClock } from '../../../bridge/page/static/js/clock.js';
import { Performance } from '../../../bridge/page/static/js/performance.js';
import { FakeSound } from './fakes.mjs';

const LEAD = { name: 'lead', instrument: 'pluck', midi: null };
const OUT = { ...LEAD, midi: { output: 'synth', channel: 2 } };
const note = { index: 3, pitch: 64, velocity: 0.6, duration: 2, onset: 4, fallback: false };

const rounded = (event) => ({ ...event, seconds: Number(event.seconds.toFixed(3)) });

function setUp() {
  const clock = new BeatClock(60);
  clock.start(0);
  const calls = [];
  const outputs = { play: (to, event) => calls.push(['play', to, rounded(event)]), silence: (...values) => calls.push(['silence', ...values]) };
  const sound = new FakeSound();
  return { performance: new Performance({ sound, outputs, clock }), sound, calls };
}

test('plays a note at its time, a little shorter, and remembers it', () => {
  const { performance, sound } = setUp();
  performance.play(LEAD, note, Infinity);
  assert.deepEqual(sound.played.map(rounded), [{ voice: 'lead', instrument: 'pluck', pitch: 64, velocity: 0.6, seconds: 1.95, time: 4 }]);
  assert.deepEqual(performance.played, [{ voice: 'lead', pitch: 64, velocity: 0.6, onset: 4, duration: 2, time: 4 }]);
});

test('a note ends with its part', () => {
  const { performance } = setUp();
  assert.equal(performance.play(LEAD, note, 5).duration, 1);
});

test('a voice with a MIDI output plays there, and is silenced there', () => {
  const { performance, sound, calls } = setUp();
  performance.play(OUT, note, Infinity);
  performance.cutOff('lead', 5);
  assert.deepEqual(sound.played, []);
  assert.deepEqual(calls, [['play', OUT.midi, { pitch: 64, velocity: 0.6, seconds: 1.95, time: 4 }], ['silence', OUT.midi]]);
});

test('what is cut off was heard until there', () => {
  const { performance, sound } = setUp();
  performance.play(LEAD, note, Infinity);
  performance.play(LEAD, { ...note, onset: 6 }, Infinity);
  performance.play({ ...LEAD, name: 'bass' }, note, Infinity);
  performance.cutOff('lead', 5);
  assert.deepEqual(performance.played.map(({ voice, onset, duration }) => [voice, onset, duration]), [['lead', 4, 1], ['bass', 4, 2]]);
  performance.cutOff(null, 4.5);
  assert.deepEqual(performance.played.map(({ duration }) => duration), [0.5, 0.5]);
  assert.deepEqual(sound.calls, [['silence', 'lead'], ['silence', undefined]]);
});

test('the accompaniment sounds by its part', () => {
  const { performance, sound } = setUp();
  performance.playBacking({ part: 'bass', pitch: 40, velocity: 0.5, onset: 2, duration: 1 });
  assert.deepEqual([sound.played[0].voice, sound.played[0].instrument, performance.played[0].voice], ['backing bass', 'bass', 'backing bass']);
});

test('what is rehearsed is asked for, and not heard', () => {
  const { performance, sound } = setUp();
  const asked = [];
  const play = sound.play.bind(sound);
  sound.play = (voice, instrument, event) => {
    asked.push([instrument, event.pitch]);
    play(voice, instrument, event);
  };
  performance.rehearse([{ instrument: 'piano', pitch: 60 }, { instrument: 'piano', pitch: 60 }, { instrument: 'pad', pitch: 60 }]);
  assert.deepEqual(asked, [['piano', 60], ['pad', 60]]);
  assert.deepEqual([sound.played, performance.played], [[], []]);
});
