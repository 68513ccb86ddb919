import assert from 'node:assert/strict';
import { test } from 'node:test';

import { lastBars, linkOf, midiFile, scoreOf } from '../../../bridge/page/static/js/keep.js';
import { freshState } from '../../../bridge/page/static/js/schema.js';

const played = (voice, onset, pitch = 60) => ({ voice, pitch, velocity: 0.8, onset, duration: 1, time: 0 });

test('the last bars are whole, and begin at 0', () => {
  const notes = [0, 4, 8, 9, 12].map((onset) => played('lead', onset));
  assert.deepEqual(lastBars(notes, 13, 2, 4).map(({ onset }) => onset), [0, 1, 4]);
  assert.deepEqual(lastBars(notes, 1, 8, 4).map(({ onset }) => onset), [0]);
});

test('each voice is a track with its program; the kit is on the channel of drums', () => {
  const state = freshState(() => 5);
  const notes = [played('lead', 0), played('backing kit', 0, 36), played('backing bass', 1, 40), played('keys', 2)];
  const { tempo, meter, tracks } = scoreOf(notes, state);
  assert.deepEqual([tempo, meter], [108, '4/4']);
  assert.deepEqual(tracks.map(({ name, program, channel }) => [name, program, channel]), [
    ['lead', 0, 0], ['backing kit', 0, 9], ['backing bass', 32, 2], ['keys', 0, 3],
  ]);
  assert.deepEqual(tracks[0].notes, [{ pitch: 60, velocity: 0.8, onset: 0, duration: 1 }]);
});

test('of a large band nobody is left out, though a MIDI file has 16 channels', () => {
  const names = [...Array.from({ length: 16 }, (_, i) => `v${i}`), 'backing pad', 'backing bass', 'backing kit', 'keys'];
  const { tracks } = scoreOf(names.map((name, i) => played(name, i)), freshState(() => 5));
  assert.deepEqual(tracks.map(({ name }) => name), names);
  assert.ok(tracks.every(({ name, channel }) => channel < 16 && (channel === 9) === (name === 'backing kit')));
});

test('a file is what the server makes of it', async (context) => {
  const asked = [];
  context.mock.method(globalThis, 'fetch', async (address, { body }) => {
    asked.push([address, JSON.parse(body).tracks.length]);
    return new Response('MThd', { status: 200 });
  });
  const player = { played: [played('lead', 0)], beat: () => 2 };
  const file = await midiFile({ player, settings: { state: freshState(() => 5) }, bars: 4, address: 'midi' });
  assert.deepEqual([file.name, file.type, await file.text()], ['melobridge.mid', 'audio/midi', 'MThd']);
  assert.deepEqual(asked, [['midi', 1]]);
});

test('says in a sentence what is wrong', async (context) => {
  const settings = { state: freshState(() => 5) };
  const wanted = (notes) => midiFile({ player: { played: notes, beat: () => 2 }, settings, bars: 4, address: 'midi' });
  await assert.rejects(wanted([]), /Nothing has sounded yet/);
  context.mock.method(globalThis, 'fetch', async () => Response.json({ error: 'Too many notes.' }, { status: 400 }));
  await assert.rejects(wanted([played('lead', 0)]), /Too many notes\./);
});

for (const [address, link] of [
  ['http://10.0.0.2:6357/', 'http://10.0.0.2:6357/#s=new'],
  ['http://10.0.0.2:6357/?token=NfK7#s=old', 'http://10.0.0.2:6357/#s=new'],
  ['http://10.0.0.2:6357/?stage=1&token=NfK7', 'http://10.0.0.2:6357/?stage=1#s=new'],
]) {
  test(`the link of ${address} has the settings, and no token`, (context) => {
    globalThis.location = { href: address };
    context.after(() => delete globalThis.location);
    assert.equal(linkOf({ toHash: () => '#s=new' }), link);
  });
}
