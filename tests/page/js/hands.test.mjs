import assert from 'node:assert/strict';
import { test } from 'node:test';

import { BeatClock } from '../../../bridge/page/static/js/clock.js';
import { Hands } from '../../../bridge/page/static/js/hands.js';
import { Performance } from '../../../bridge/page/static/js/performance.js';
import { FakeSound } from './fakes.mjs';

function setUp({ replaces = false, outputs = null } = {}) {
  const pressed = [];
  const mode = { replaces, press: (key) => pressed.push(key), release: (pitch, beat) => pressed.push([pitch, beat]) };
  const voice = { name: 'lead', mode, added: [], add(note) { this.added.push(note); } };
  const sound = new FakeSound();
  const performance = new Performance({ sound, outputs, clock: new BeatClock(60) });
  const settings = { state: { voices: [{ name: 'lead', instrument: 'pluck', mode: 'duet', muted: false }] } };
  const hands = new Hands({ sound, performance, settings, voices: () => [voice], beatAt: (seconds) => seconds - 10 });
  return { hands, sound, performance, pressed, voice, settings };
}

test('a key sounds, is heard by the voices, and is kept', () => {
  const { hands, sound, performance, pressed } = setUp();
  hands.down(60, 0.7, 12);
  hands.up(60, 13.5);
  assert.deepEqual(pressed, [{ pitch: 60, velocity: 0.7, onset: 2 }, [60, 3.5]]);
  assert.deepEqual(sound.calls, [['noteOn', 'keys', 'pluck', 60, 0.7], ['noteOff', 'keys', 'pluck', 60]]);
  assert.deepEqual(performance.played, [{ voice: 'keys', pitch: 60, velocity: 0.7, onset: 2, duration: 1.5, time: 12 }]);
});

test('a key that a voice replaces does not sound itself', () => {
  const { hands, sound, performance } = setUp({ replaces: true });
  hands.down(60, 0.7, 12);
  hands.up(60, 13);
  assert.deepEqual([sound.calls, performance.played], [[], []]);
});

test('what a voice plays instead sounds as that voice', () => {
  const { hands, sound, performance, voice } = setUp({ replaces: true });
  hands.noteOn(voice, 67, 0.7);
  hands.noteOff(voice, { pitch: 67, velocity: 0.7, onset: 2, duration: 1 });
  assert.deepEqual(sound.calls, [['noteOn', 'lead', 'pluck', 67, 0.7], ['noteOff', 'lead', 'pluck', 67]]);
  assert.deepEqual(performance.played, [{ voice: 'lead', pitch: 67, velocity: 0.7, onset: 2, duration: 1, time: 2 }]);
  assert.equal(voice.added.length, 1);
});

test('what a voice plays instead sounds at its MIDI output, and ends where it began', () => {
  const sent = [];
  const outputs = { noteOn: (...values) => sent.push(['on', ...values]), noteOff: (...values) => sent.push(['off', ...values]) };
  const { hands, sound, voice, settings } = setUp({ replaces: true, outputs });
  const [synth, other] = [{ output: 'synth', channel: 2 }, { output: 'other', channel: 1 }];
  settings.state.voices[0].midi = synth;
  hands.noteOn(voice, 67, 0.7);
  settings.state.voices[0].midi = other;
  hands.noteOff(voice, { pitch: 67, velocity: 0.7, onset: 2, duration: 1 });
  assert.deepEqual(sent, [['on', synth, 67, 0.7], ['off', synth, 67]]);
  assert.deepEqual(sound.calls, []);
});

test('a muted voice is silent, but has its notes', () => {
  const { hands, sound, performance, voice, settings } = setUp({ replaces: true });
  settings.state.voices[0].muted = true;
  hands.noteOn(voice, 67, 0.7);
  hands.noteOff(voice, { pitch: 67, velocity: 0.7, onset: 2, duration: 1 });
  assert.equal(sound.calls.filter(([name]) => name === 'noteOn').length, 0);
  assert.deepEqual([performance.played.length, voice.added.length], [0, 1]);
});
