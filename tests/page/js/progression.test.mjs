import assert from 'node:assert/strict';
import { test } from 'node:test';

import { MeloError, NoAnswer } from '../../../bridge/page/static/js/errors.js';
import { progressionOf } from '../../../bridge/page/static/js/progression.js';

const song = { chords: 'Am F', key: 'A', scale: 'minor' };

test('asks the server for the chords', async (context) => {
  const chords = [{ symbol: 'Am', root: 9, pitch_classes: [9, 0, 4] }];
  const asked = context.mock.method(globalThis, 'fetch', async () => Response.json({ chords }));
  assert.deepEqual(await progressionOf(song), chords);
  assert.deepEqual(asked.mock.calls[0].arguments, ['progression?chords=Am+F&key=A&scale=minor']);
});

test('without chords there is nothing to ask', async () => {
  assert.deepEqual(await progressionOf({ ...song, chords: '' }), []);
  assert.deepEqual(await progressionOf({ ...song, chords: 'none' }), []);
});

test('what is no progression is said by the server', async (context) => {
  context.mock.method(globalThis, 'fetch', async () => Response.json({ error: "'Hm' is no chord." }, { status: 400 }));
  await assert.rejects(progressionOf(song), (error) => error instanceof MeloError && error.message === "'Hm' is no chord.");
});

test('a server that is gone is said, too', async (context) => {
  context.mock.method(globalThis, 'fetch', async () => { throw new TypeError('failed'); });
  await assert.rejects(progressionOf(song), NoAnswer);
});
