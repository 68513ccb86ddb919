import assert from 'node:assert/strict';
import { test } from 'node:test';

import { Thumbs } from '../../../bridge/page/static/js/thumbs.js';

/** A voice with notes at 0, 1, 2 ... that remembers what it was told. */
function fakeVoice(name, { fails = false } = {}) {
  const told = [];
  const answer = async (...what) => {
    told.push(what);
    if (fails) throw new Error('no such note');
    return { thumbs: told.length };
  };
  return {
    name,
    told,
    notes: () => [{ index: 0 }, { index: 1 }],
    indexAt: (beat) => Math.floor(beat),
    thumb: (value, index) => answer('thumb', value, index),
    undo: () => answer('undo'),
  };
}

function thumbsFor(...voices) {
  const thumbs = new Thumbs({ beat: () => 1.5, find: (id) => voices.find(({ name }) => name === id) });
  const said = [];
  for (const type of ['told', 'error']) {
    thumbs.addEventListener(type, ({ detail }) => said.push(detail.text));
  }
  return { thumbs, said };
}

test('a thumb is for the note that sounds, or for the chosen one, and marks it', async () => {
  const lead = fakeVoice('lead');
  const { thumbs, said } = thumbsFor(lead);
  await thumbs.give(1, { voice: 'lead' });
  await thumbs.give(-1, { voice: 'lead', index: 0 });
  assert.deepEqual(lead.told, [['thumb', 1, 1], ['thumb', -1, 0]]);
  assert.deepEqual([...thumbs.of('lead')], [[1, 1], [0, -1]]);
  assert.equal(said[0], 'More like this: its taste knows 1 thumb.');
  assert.equal(said[1], 'Less like this: its taste knows 2 thumbs.');
});

test('undo takes the latest back, of whichever voice', async () => {
  const [lead, bass] = [fakeVoice('lead'), fakeVoice('bass')];
  const { thumbs, said } = thumbsFor(lead, bass);
  await thumbs.give(1, { voice: 'lead' });
  await thumbs.give(1, { voice: 'bass' });
  await thumbs.undo();
  assert.deepEqual([lead.told.length, bass.told.at(-1)], [1, ['undo']]);
  assert.deepEqual([thumbs.of('lead').size, thumbs.of('bass').size], [1, 0]);
  await thumbs.undo();
  await thumbs.undo();
  assert.equal(said.at(-1), 'There is no thumb to take back.');
});

test('what the server refuses is said', async () => {
  const { thumbs, said } = thumbsFor(fakeVoice('lead', { fails: true }));
  await thumbs.give(1, { voice: 'lead' });
  await thumbs.give(1, { voice: 'nobody' });
  assert.deepEqual(said, ['no such note', 'Nothing has sounded yet.']);
});

test('a new start has no marks', async () => {
  const { thumbs } = thumbsFor(fakeVoice('lead'));
  await thumbs.give(1, { voice: 'lead' });
  thumbs.clear();
  assert.equal(thumbs.of('lead').size, 0);
});
