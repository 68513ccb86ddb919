import assert from 'node:assert/strict';
import { test } from 'node:test';

import { MidiControls, scaled } from '../../../bridge/page/static/js/midi-controls.js';

const cc = (number, value, channel = 1) => ({ kind: 'control', channel, number, value });
const pad = (number, channel = 10, kind = 'on') => ({ kind, channel, number, value: kind === 'on' ? 90 : 0 });

test('the first knobs turn what they turn for melobridge play', () => {
  const controls = new MidiControls();
  assert.deepEqual(controls.take(cc(16, 127)), { target: 'knobs.harmony', position: 1, learned: false });
  assert.deepEqual(controls.take(cc(22, 0, 5)), { target: 'follow', position: 0, learned: false });
  assert.equal(controls.take(cc(1, 64)), null);
});

test('a pedal is a thumb each time it goes down', () => {
  const controls = new MidiControls();
  const targets = [127, 100, 0, 127].map((value) => controls.take(cc(64, value))?.target);
  assert.deepEqual(targets, ['good', undefined, undefined, 'good']);
});

test('panic needs no value', () => {
  const controls = new MidiControls();
  assert.equal(controls.take(cc(123, 0)).target, 'panic');
  assert.equal(controls.take(cc(123, 0)).target, 'panic');
});

test('the next control that is moved is learned, on its channel', () => {
  const controls = new MidiControls();
  controls.learn('tempo');
  assert.deepEqual(controls.take(cc(74, 127)), { target: 'tempo', position: 1, learned: true });
  assert.equal(controls.take(cc(74, 0)).target, 'tempo');
  assert.equal(controls.take(cc(74, 0, 2)), null);
  assert.equal(controls.controlOf('tempo'), 'CC 74, channel 1');
  assert.equal(controls.controlOf('knobs.harmony'), 'CC 16');
});

test('learning again takes the control away from before', () => {
  const controls = new MidiControls();
  for (const number of [74, 75]) {
    controls.learn('tempo');
    controls.take(cc(number, 64));
  }
  assert.equal(controls.take(cc(74, 64)), null);
  assert.equal(controls.take(cc(75, 64)).target, 'tempo');
});

test('a control that is learned has its usual target no more', () => {
  const controls = new MidiControls();
  controls.learn('tempo');
  controls.take(cc(16, 64));
  assert.equal(controls.take(cc(16, 127)).target, 'tempo');
  assert.equal(controls.controlOf('knobs.harmony'), 'CC 16'); // on other channels it still is
});

test('pads can be thumbs, keys never turn knobs', () => {
  const controls = new MidiControls();
  controls.learn('knobs.form');
  assert.equal(controls.take(pad(36)), null);
  controls.learn('good');
  assert.equal(controls.take(pad(36)).learned, true);
  assert.equal(controls.take(pad(36, 10, 'off')), null);
  assert.equal(controls.take(pad(36)).target, 'good');
  assert.equal(controls.isPad(pad(36)), true);
  assert.equal(controls.isPad(pad(36, 1)), false);
});

test('what was learned is kept, and nonsense is not', () => {
  const controls = new MidiControls();
  controls.learn('knobs.form');
  controls.take(cc(74, 1));
  const again = new MidiControls(JSON.parse(JSON.stringify(controls)));
  assert.equal(again.take(cc(74, 127)).target, 'knobs.form');
  const strange = new MidiControls({ 'cc 16': 5, hello: 'knobs.form', 'cc 17': 'knobs.form' });
  assert.deepEqual(strange.toJSON(), { 'cc 17': 'knobs.form' });
  for (const kept of [null, 5, 'x', []]) assert.deepEqual(new MidiControls(kept).toJSON(), {});
});

test('a position is scaled to the range of a knob', () => {
  assert.equal(scaled(0.5, { low: 0, high: 2 }), 1);
  assert.equal(scaled(1 / 3, { low: 0, high: 1 }), 0.33);
  assert.equal(scaled(1, { low: 20, high: 300 }), 300);
});
