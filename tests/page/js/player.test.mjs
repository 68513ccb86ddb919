import assert from 'node:assert/strict';
import { test } from 'node:test';

import { Player } from '../../../bridge/page/static/js/player.js';
import { freshState } from '../../../bridge/page/static/js/schema.js';
import { Settings } from '../../../bridge/page/static/js/settings.js';
import { FakeConnection, FakeSound, FakeTicker, settled } from './fakes.mjs';
import { protocol } from './protocol.mjs';

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
  assert.equal(player.bar(), 0);
});
