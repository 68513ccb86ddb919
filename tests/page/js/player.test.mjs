import assert from 'node:assert/strict';
import { beforeEach, mock, test } from 'node:test';

import { Player } from '../../../bridge/page/static/js/player.js';
import { freshState } from '../../../bridge/page/static/js/schema.js';
import { Settings } from '../../../bridge/page/static/js/settings.js';
import { FakeConnection, FakeSound, FakeTicker, settled } from './fakes.mjs';
import { protocol } from './protocol.mjs';

/** The time of the computer goes on with that of the sound. */
beforeEach(() => {
  mock.timers.reset();
  mock.timers.enable({ apis: ['Date'], now: 1e12 });
});

/** A player at 60 quarters a minute: a beat is a second. */
function setUp(changes = {}) {
  const state = { ...freshState(() => 5), tempo: 60, ...changes };
  const settings = new Settings(protocol, { state });
  const [connection, sound, ticker] = [new FakeConnection(), new FakeSound(), new FakeTicker()];
  const progression = async ({ chords }) => chords.split(' ').filter(Boolean).map((symbol) => ({ symbol }));
  const player = new Player({ connection, settings, sound, ticker, progression });
  const events = [];
  for (const type of ['note', 'state', 'error']) {
    player.addEventListener(type, ({ detail }) => events.push([type, detail]));
  }
  const goTo = async (seconds) => {
    while (sound.time < seconds - 1e-9) {
      sound.time = Math.min(sound.time + 0.025, seconds);
      mock.timers.tick(25);
      ticker.tick();
      await settled();
    }
  };
  return { player, settings, connection, sound, ticker, events, goTo };
}

test('starts with the first notes, at exact times', async () => {
  const { player, sound, goTo } = setUp();
  await player.start();
  const start = sound.time + 0.1;
  await goTo(start + 3);
  assert.deepEqual(sound.played.map(({ time }) => Number((time - start).toFixed(6))), [0, 1, 2, 3]);
  assert.deepEqual(sound.played.map(({ velocity }) => velocity), [0.8, 0.8, 0.8, 0.8]);
  assert.deepEqual(player.played.map(({ onset }) => onset), [0, 1, 2, 3]);
});

test('the same settings play the same notes', async () => {
  const [one, two] = [setUp(), setUp()];
  for (const { player, goTo } of [one, two]) {
    await player.start();
    await goTo(15);
  }
  assert.deepEqual(one.player.played, two.player.played);
  const first = one.player.played.map(({ pitch }) => pitch);
  await one.player.restart();
  await one.goTo(one.sound.time + 5);
  assert.deepEqual(one.player.played.map(({ pitch }) => pitch).slice(0, 4), first.slice(0, 4));
});

test('tells when it waits, plays and stops', async () => {
  const { player, events, sound } = setUp();
  await player.start();
  player.stop();
  const states = events.filter(([type]) => type === 'state').map(([, { playing, waiting }]) => [playing, waiting]);
  assert.deepEqual(states, [[false, true], [true, false], [false, false]]);
  assert.deepEqual(sound.calls.at(-1), ['silence', undefined]);
});

test('wakes the computer less often while nothing sounds', async () => {
  const { player, ticker } = setUp();
  assert.ok(!ticker.isHurried);
  await player.start();
  assert.ok(ticker.isHurried);
  player.stop();
  assert.ok(!ticker.isHurried);
});

test('two starts at once are one', async () => {
  const { player, sound, goTo } = setUp();
  await Promise.all([player.start(), player.start()]);
  await goTo(12.5);
  assert.deepEqual(player.played.map(({ onset }) => onset), [0, 1, 2]);
  assert.equal(sound.played.length, 3);
});

test('a stop before the first notes are there holds', async () => {
  const { player, sound, goTo } = setUp();
  const started = player.start();
  await Promise.resolve();
  player.stop();
  await started;
  await goTo(12);
  assert.ok(!player.playing);
  assert.deepEqual(sound.played, []);
});

test('a stopped player stands still', async () => {
  const { player, sound, goTo } = setUp();
  await player.start();
  await goTo(12);
  player.stop();
  const beat = player.beat();
  const count = sound.played.length;
  await goTo(15);
  assert.equal(player.beat(), beat);
  assert.equal(sound.played.length, count);
});

test('does not start without a server, and says why', async () => {
  const { player, connection, events } = setUp();
  connection.isSilent = true;
  await player.start();
  assert.ok(!player.playing && !player.waiting && player.silent);
  assert.match(events.find(([type]) => type === 'error')[1].text, /doesn't answer/);
});

test('a turned knob changes the coming notes only', async () => {
  const { player, settings, goTo } = setUp();
  await player.start();
  await goTo(11);
  const before = player.voices[0].notes();
  const { fixed } = player.voices[0];
  settings.set('voices.0.knobs.harmony', 2);
  await goTo(11.1);
  const after = player.voices[0].notes();
  assert.deepEqual(after.slice(0, fixed), before.slice(0, fixed));
  assert.notDeepEqual(after.slice(fixed, before.length), before.slice(fixed));
});

test('a tempo changes from now on', async () => {
  const { player, settings, sound, goTo } = setUp();
  await player.start();
  await goTo(12);
  settings.set('tempo', 120);
  await goTo(14);
  const gaps = sound.played.slice(1).map(({ time }, i) => time - sound.played[i].time);
  assert.ok(Math.abs(gaps[0] - 1) < 1e-9);
  assert.ok(Math.abs(gaps.at(-1) - 0.5) < 1e-9);
});

test('what the server refuses is rolled back, with its sentence', async () => {
  const { player, settings, connection, events, goTo } = setUp();
  await player.start();
  await goTo(11);
  connection.refusals.set('/melo/next', (args) => (args.includes('Hm') ? "'Hm' is no chord" : ''));
  settings.set('chords', 'Hm');
  await goTo(15);
  assert.equal(settings.state.chords, 'C G Am F');
  assert.deepEqual(events.filter(([type]) => type === 'error').map(([, { text }]) => text), ["'Hm' is no chord"]);
  assert.ok(player.played.at(-1).onset >= 4);
});

test('a server that dies is told of once; it goes on at the index where it is back', async () => {
  const { player, connection, events, goTo } = setUp();
  await player.start();
  await goTo(11);
  connection.isSilent = true;
  const { index } = player.voices[0];
  await goTo(24);
  assert.equal(player.played.length, index);
  connection.forget();
  connection.isSilent = false;
  await goTo(28);
  assert.equal(events.filter(([type]) => type === 'error').length, 1);
  assert.ok(!player.silent && player.playing);
  assert.equal(player.voices[0].notes()[index].index, index);
  assert.ok(player.played.length > index);
});

test('comes to an end after its bars', async () => {
  const { player, goTo } = setUp({ bars: 1 });
  await player.start();
  await goTo(16);
  assert.equal(player.playing, false);
  assert.deepEqual(player.played.map(({ onset }) => onset), [0, 1, 2, 3]);
  assert.equal(player.voices[0].notes().length, 4);
});

test('a voice that comes later begins on a bar line, with its first note', async () => {
  const { player, settings, goTo } = setUp();
  await player.start();
  await goTo(11.5);
  settings.addVoice();
  await goTo(15);
  const [first] = player.played.filter(({ voice }) => voice === 'second');
  assert.equal(first.onset, 4);
  assert.equal(player.voices[1].notes()[0].index, 0);
});

test('a voice that goes is silent at once', async () => {
  const { player, settings, sound, goTo } = setUp();
  settings.addVoice();
  await player.start();
  await goTo(12);
  settings.removeVoice(1);
  assert.deepEqual(sound.calls.at(-1), ['setVolume', 'lead', 0.8]);
  assert.ok(sound.calls.some(([name, voice]) => name === 'silence' && voice === 'second'));
  await goTo(14);
  assert.ok(player.played.filter(({ voice }) => voice === 'second').every(({ onset }) => onset < 2));
});

test('a muted voice plays on unheard', async () => {
  const { player, settings, goTo } = setUp();
  await player.start();
  await goTo(11);
  settings.set('voices.0.muted', true);
  await goTo(13);
  const count = player.played.length;
  settings.set('voices.0.muted', false);
  await goTo(15);
  assert.ok(player.played.length > count);
  assert.ok(player.played.every(({ onset }) => onset <= 1 || onset >= 3));
});

test('an alternative is heard, and changes nothing', async () => {
  const { player, sound } = setUp();
  player.hear(0, 72, 2);
  assert.deepEqual(sound.played, [{ voice: 'lead', instrument: 'piano', pitch: 72, velocity: 0.7, seconds: 2, time: 10 }]);
  assert.deepEqual(player.played, []);
});

test('sixteen voices play side by side', async () => {
  const { player, settings, goTo } = setUp();
  while (settings.addVoice() >= 0);
  await player.start();
  await goTo(13);
  assert.equal(new Set(player.played.filter(({ onset }) => onset === 2).map(({ voice }) => voice)).size, 16);
});

test('reads the progression when the chords change', async () => {
  const { player, settings } = setUp();
  settings.set('chords', 'Am F');
  await settled();
  assert.deepEqual(player.progression.map(({ symbol }) => symbol), ['Am', 'F']);
});
