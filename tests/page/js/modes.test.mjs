import assert from 'node:assert/strict';
import { test } from 'node:test';

import { modeOf } from '../../../bridge/page/static/js/modes.js';
import { settled } from './fakes.mjs';

/** A voice that writes down what is asked of it. */
class NotedVoice {
  calls = [];
  end = 0;
  pitch = 70;

  flush() { this.calls.push(['flush']); }

  leap() {}

  composeAnew() { this.calls.push(['composeAnew']); }

  moveTo(beat) { this.calls.push(['moveTo', beat]); }

  heard(...note) { this.calls.push(['heard', ...note]); }

  follow(phrase, begin, beat) {
    this.calls.push(['follow', phrase.map(({ pitch, onset, duration }) => [pitch, onset, duration]), begin, beat]);
    this.end = beat;
  }

  async propose(_keys, beat) {
    this.calls.push(['propose', beat]);
    return this.pitch;
  }
}

function setUp(name) {
  const voice = new NotedVoice();
  const heard = [];
  const stage = {
    barBeats: () => 4, isSilent: () => stage.silent, keys: () => [], silent: false,
    cutOff: (_voice, beat) => heard.push(['cutOff', beat]),
    noteOn: (_voice, pitch, velocity) => heard.push(['on', pitch, velocity]),
    noteOff: (_voice, { pitch, onset, duration }) => heard.push(['off', pitch, onset, duration]),
  };
  const mode = modeOf(name, voice, stage);
  const play = (pitch, onset, until) => {
    mode.press({ pitch, velocity: 0.7, onset });
    mode.release(pitch, until);
  };
  mode.start(0);
  voice.calls.length = 0;
  return { mode, voice, stage, heard, play };
}

test('generate plays on, and goes on at the next beat after a silence', () => {
  const { mode, voice, stage, play } = setUp('generate');
  play(60, 0, 1);
  assert.equal(mode.limit(8), 8);
  mode.advance(2.3, 0.3);
  assert.deepEqual(voice.calls, []);
  stage.silent = true;
  mode.advance(2.3, 0.3);
  assert.deepEqual(voice.calls, [['moveTo', 3]]);
});

test('duet takes up each note when it ends', () => {
  const { voice, play } = setUp('duet');
  play(60, 0, 1);
  assert.deepEqual(voice.calls, [['heard', 60, 0.7, 1], ['composeAnew']]);
});

test('answer says nothing until a phrase and a rest are over', () => {
  const { mode, voice, play } = setUp('answer');
  assert.equal(mode.limit(8), -Infinity);
  play(60, 0, 1);
  play(62, 1, 2);
  mode.advance(2.9, 0.3);
  mode.advance(3.4, 0.3);
  assert.deepEqual(voice.calls, []);
  mode.advance(3.8, 0.3);
  assert.deepEqual(voice.calls, [['follow', [[60, 0, 1], [62, 1, 1]], 0, 4]]);
  assert.deepEqual([mode.limit(20), mode.until], [6, 6]);
});

test('an answer begins at the place of the bar where the phrase began, and is as long', () => {
  const { mode, voice, play } = setUp('answer');
  play(60, 2.1, 3);
  play(62, 3, 5.5);
  mode.advance(9.8, 0.3);
  assert.deepEqual(voice.calls.at(-1).slice(2), [2, 10]);
  assert.equal(mode.until, 14);
});

test('an answer gives way to who plays on', () => {
  const { mode, voice, heard, play } = setUp('answer');
  play(60, 0, 1);
  mode.advance(3.9, 0.3);
  mode.press({ pitch: 64, velocity: 0.7, onset: 4.1 });
  assert.deepEqual(heard, []);
  mode.release(64, 4.2);
  mode.press({ pitch: 65, velocity: 0.7, onset: 4.5 });
  assert.deepEqual(heard, [['cutOff', 4.5]]);
  assert.deepEqual(voice.calls.at(-1), ['flush']);
  assert.equal(mode.limit(20), -Infinity);
});

test('after an answer it listens again', () => {
  const { mode, voice, play } = setUp('answer');
  play(60, 0, 1);
  mode.advance(3.9, 0.3);
  mode.advance(5, 0.3);
  play(67, 8, 9);
  mode.advance(11.9, 0.3);
  assert.deepEqual(voice.calls.at(-1), ['follow', [[67, 8, 1]], 8, 12]);
});

test('pitch replaces the pitch of a key at once', async () => {
  const { mode, heard } = setUp('pitch');
  mode.press({ pitch: 60, velocity: 0.7, onset: 1 });
  await settled();
  mode.release(60, 1.5);
  assert.deepEqual(heard, [['on', 70, 0.7], ['off', 70, 1, 0.5]]);
  assert.ok(mode.replaces);
});

test('pitch tells the server the rhythm of the keys with its own pitches', async () => {
  const { mode, voice } = setUp('pitch');
  for (const onset of [1, 2]) {
    mode.press({ pitch: 60, velocity: 0.7, onset });
    await settled();
    mode.release(60, onset + 0.5);
  }
  assert.deepEqual(voice.calls, [['propose', 1], ['heard', 70, 0.7, 0.5, 1], ['propose', 1], ['heard', 70, 0.7, 0.5, 2]]);
});

test('pitch plays a key that was let go before the answer came, and one without an answer as it is', async () => {
  const { mode, voice, heard } = setUp('pitch');
  mode.press({ pitch: 60, velocity: 0.7, onset: 1 });
  mode.release(60, 1.25);
  await settled();
  assert.deepEqual(heard, [['on', 70, 0.7], ['off', 70, 1, 0.25]]);
  voice.pitch = null;
  mode.press({ pitch: 61, velocity: 0.7, onset: 2 });
  await settled();
  assert.deepEqual(heard.at(-1), ['on', 61, 0.7]);
});
