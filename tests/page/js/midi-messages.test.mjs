import assert from 'node:assert/strict';
import { test } from 'node:test';

import {
  allNotesOff, noteOff, noteOn, readMessage,
} from '../../../bridge/page/static/js/midi-messages.js';

test('reads notes and controllers', () => {
  assert.deepEqual(readMessage([0x90, 60, 100]), { kind: 'on', channel: 1, number: 60, value: 100 });
  assert.deepEqual(readMessage([0x8f, 60, 64]), { kind: 'off', channel: 16, number: 60, value: 64 });
  assert.deepEqual(readMessage([0xb1, 16, 127]), { kind: 'control', channel: 2, number: 16, value: 127 });
});

test('a note without velocity ends', () => {
  assert.equal(readMessage([0x90, 60, 0]).kind, 'off');
});

test('other and broken messages are none', () => {
  for (const bytes of [[], [0xf8], [0xe0, 0, 64], [0xc0, 5], [0x90, 60], [0x90, 200, 1], [0x90, 60, 255]]) {
    assert.equal(readMessage(bytes), null);
  }
});

test('writes notes', () => {
  assert.deepEqual(noteOn(1, 60, 0.8), [0x90, 60, 102]);
  assert.deepEqual(noteOn(16, 60, 0), [0x9f, 60, 1]); // never the end of one
  assert.deepEqual(noteOn(1, 60, 2), [0x90, 60, 127]);
  assert.deepEqual(noteOff(3, 61), [0x82, 61, 0]);
  assert.deepEqual(allNotesOff(1), [0xb0, 123, 0]);
});
