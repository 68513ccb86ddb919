import assert from 'node:assert/strict';
import { test } from 'node:test';

import { MidiOutputs } from '../../../bridge/page/static/js/midi-output.js';
import { MidiTimes } from '../../../bridge/page/static/js/midi-times.js';

const AT = { output: 'synth', channel: 2 };
const NOTE = { pitch: 60, velocity: 1, seconds: 0.5, time: 10.1 };

function rig({ latency = 0 } = {}) {
  const rig = { sent: [], now: 5000 };
  rig.outputs = new MidiOutputs({
    audioSeconds: () => 10 + (rig.now - 5000) / 1000, latency: () => latency, now: () => rig.now,
  });
  rig.outputs.ports.set('synth', { send: (bytes, at) => rig.sent.push([bytes, at && Math.round(at)]) });
  return rig;
}

test('a note begins and ends at its times', () => {
  const { outputs, sent } = rig();
  outputs.play(AT, NOTE);
  assert.deepEqual(sent, [[[0x91, 60, 127], 5100], [[0x81, 60, 0], 5600]]);
});

test('it comes with the loudspeaker', () => {
  const { outputs, sent } = rig({ latency: 0.02 });
  outputs.play(AT, NOTE);
  assert.equal(sent[0][1], 5120);
});

test('silence ends what sounds, and what was sent ahead', () => {
  const one = rig();
  one.outputs.play(AT, NOTE);
  one.now = 5050;
  one.outputs.silence();
  assert.deepEqual(one.sent.slice(2), [[[0x81, 60, 0], 5101], [[0xb1, 123, 0], undefined]]);
  const other = rig();
  other.outputs.play(AT, NOTE);
  other.now = 5200;
  other.outputs.silence(AT);
  assert.deepEqual(other.sent[2], [[0x81, 60, 0], 5200]);
});

test('a note whose length nobody knows yet sounds until its key goes up', () => {
  const { outputs, sent } = rig();
  outputs.noteOn(AT, 60, 1);
  outputs.noteOff(AT, 60);
  outputs.noteOff(AT, 60);
  assert.deepEqual(sent, [[[0x91, 60, 127], undefined], [[0x81, 60, 0], undefined]]);
});

test('silence ends it, too, and once', () => {
  const { outputs, sent } = rig();
  outputs.noteOn(AT, 60, 1);
  outputs.silence();
  outputs.noteOff(AT, 60);
  assert.deepEqual(sent.slice(1).map(([bytes]) => bytes), [[0x81, 60, 0], [0xb1, 123, 0]]);
});

test('silence of one destination leaves the others', () => {
  const { outputs, sent } = rig();
  outputs.play(AT, NOTE);
  outputs.silence({ output: 'synth', channel: 3 });
  assert.equal(sent.length, 2);
});

test('what has ended is not ended again', () => {
  const one = rig();
  one.outputs.play(AT, NOTE);
  one.now = 9000;
  one.outputs.play(AT, { ...NOTE, pitch: 62, time: 14.1 });
  one.outputs.silence();
  assert.deepEqual(one.sent.slice(4).map(([bytes]) => bytes), [[0x81, 62, 0], [0xb1, 123, 0]]);
});

test('an output that is gone is no error', () => {
  const { outputs, sent } = rig();
  outputs.play({ output: 'other', channel: 1 }, NOTE);
  outputs.play(AT, NOTE);
  outputs.ports.clear();
  outputs.silence();
  assert.equal(sent.length, 2);
});

test('the freshest reading of a clock that goes in steps counts', () => {
  const times = new MidiTimes();
  for (const [seconds, milliseconds] of [[1, 1512], [1, 1508], [1.01, 1511], [1.01, 1519]]) {
    times.observe(seconds, milliseconds);
  }
  assert.equal(times.milliseconds(2), 2501);
});
