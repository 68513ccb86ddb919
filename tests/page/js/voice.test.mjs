import assert from 'node:assert/strict';
import { test } from 'node:test';

import { NoAnswer } from '../../../bridge/page/static/js/errors.js';
import { MeloVoice } from '../../../bridge/page/static/js/voice.js';
import { FakeConnection } from './fakes.mjs';

const KEYS = ['harmony', 1, 'seed', 5];
const TURNED = ['harmony', 2, 'seed', 5];

async function setUp() {
  const connection = new FakeConnection();
  const voice = new MeloVoice('lead', connection);
  await voice.reset(0);
  return { connection, voice };
}

const places = (voice) => voice.notes().map(({ index, onset }) => [index, onset]);
const heard = (connection) => connection.asked('/melo/heard').map(([, , pitch, , duration, onset]) => [pitch, duration, onset]);

test('asks for note after note, from the seed on', async () => {
  const { connection, voice } = await setUp();
  assert.ok(await voice.compose(KEYS));
  assert.ok(await voice.compose(KEYS));
  assert.deepEqual(connection.asked('/melo/next').map(([, , , index, count]) => [index, count]), [[0, 4], [4, 4]]);
  assert.deepEqual(places(voice), [0, 1, 2, 3, 4, 5, 6, 7].map((n) => [n, n]));
  assert.deepEqual([voice.index, voice.end, voice.notes()[0].velocity], [8, 8, 0.8]);
});

test('starts anew alike', async () => {
  const { voice } = await setUp();
  await voice.compose(KEYS);
  const before = voice.notes();
  await voice.compose(KEYS);
  await voice.reset(0);
  assert.deepEqual(voice.notes(), []);
  await voice.compose(KEYS);
  assert.deepEqual(voice.notes(), before);
});

test('a turned knob changes what is not fixed yet, under a higher epoch', async () => {
  const { connection, voice } = await setUp();
  await voice.compose(KEYS);
  const before = voice.notes();
  voice.due(1.5, 0);
  voice.composeAnew();
  voice.applyTurns();
  assert.deepEqual(voice.notes(), before);
  await voice.compose(TURNED);
  const [[, , early], [, , late, index]] = connection.asked('/melo/next');
  assert.ok(late > early);
  assert.equal(index, 2);
  assert.deepEqual(voice.notes().slice(0, 2), before.slice(0, 2));
  assert.notEqual(voice.notes()[2].pitch, before[2].pitch);
});

test('an answer that comes while a knob is turned counts', async () => {
  const { voice } = await setUp();
  const composed = voice.compose(KEYS);
  voice.composeAnew();
  assert.equal(await composed, true);
});

test('an answer to what is outdated counts for nothing', async () => {
  const { voice } = await setUp();
  const composed = voice.compose(KEYS);
  voice.composeFrom(0);
  assert.equal(await composed, false);
  assert.deepEqual(voice.notes(), []);
});

test('rests until it goes on, and tells the server', async () => {
  const { connection, voice } = await setUp();
  await voice.compose(KEYS);
  voice.due(10, 0);
  voice.moveTo(6);
  await voice.compose(KEYS);
  assert.deepEqual(heard(connection), [[-1, 2, 4]]);
  assert.deepEqual(places(voice).slice(3), [[3, 3], [4, 6], [5, 7], [6, 8], [7, 9]]);
});

test('a server that began anew is told of the latest notes, and goes on at the index', async () => {
  const { connection, voice } = await setUp();
  await voice.compose(KEYS);
  connection.isSilent = true;
  await assert.rejects(voice.compose(KEYS), NoAnswer);
  connection.forget();
  connection.isSilent = false;
  assert.ok(await voice.compose(KEYS));
  assert.deepEqual(heard(connection).map(([, , onset]) => onset), [0, 1, 2, 3]);
  assert.deepEqual(places(voice).slice(3), [[3, 3], [4, 4], [5, 5], [6, 6], [7, 7]]);
});

test('a server that was only slow goes on as if nothing had been', async () => {
  const { connection, voice } = await setUp();
  await voice.compose(KEYS);
  connection.isSilent = true;
  await assert.rejects(voice.compose(KEYS), NoAnswer);
  connection.isSilent = false;
  await voice.compose(KEYS);
  assert.deepEqual(heard(connection), []);
  assert.deepEqual(places(voice).at(-1), [7, 7]);
});

test('old notes that came in place of new ones begin a new line at the server', async () => {
  const { connection, voice } = await setUp();
  await voice.compose(KEYS);
  voice.due(1.5, 0);
  voice.composeFrom(2);
  assert.deepEqual(voice.due(2.1, 2.05).map(({ index, onset }) => [index, onset]), [[2, 2]]);
  await voice.compose(TURNED);
  assert.deepEqual(heard(connection).map(([, , onset]) => onset), [0, 1, 2]);
  assert.deepEqual(places(voice).slice(2, 5), [[2, 2], [5, 3], [6, 4]]);
});

test('goes on after a phrase that somebody played', async () => {
  const { connection, voice } = await setUp();
  const phrase = [{ pitch: 72, velocity: 0.6, duration: 1, onset: 4 }, { pitch: 74, velocity: 0.6, duration: 0.5, onset: 6 }];
  voice.follow(phrase, 4, 12);
  await voice.compose(KEYS);
  assert.deepEqual(heard(connection), [[72, 1, 4], [-1, 1, 5], [74, 0.5, 6], [-1, 5.5, 6.5]]);
  assert.deepEqual(places(voice)[0][1], 12);
});

test('proposes a pitch at once', async () => {
  const { connection, voice } = await setUp();
  assert.equal(typeof await voice.propose(KEYS, 3), 'number');
  const asked = connection.asked('/melo/next')[0];
  assert.deepEqual(asked.slice(-4), ['within', 5, 'onset', 3]);
  connection.isSilent = true;
  assert.equal(await voice.propose(KEYS, 4), null);
});

test('a thumb is for the note that sounds, and changes the coming ones', async () => {
  const { connection, voice } = await setUp();
  await voice.compose(KEYS);
  voice.due(2.5, 0);
  assert.deepEqual(await voice.thumb(-1, voice.indexAt(1.5)), { notes: 1, thumbs: 1 });
  assert.deepEqual(connection.asked('/melo/reward'), [['/melo/reward', 'lead', -1, 1]]);
  assert.equal(voice.index, 4);
  voice.applyTurns();
  assert.equal(voice.index, 3);
  await voice.undo();
  assert.deepEqual(connection.asked('/melo/taste'), [['/melo/taste', 'lead', 'undo']]);
});

test('says why', async () => {
  const { voice } = await setUp();
  assert.equal((await voice.why(0)).rank, 1);
});
