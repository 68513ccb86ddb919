import assert from 'node:assert/strict';
import { test } from 'node:test';

import { answers, isComplete, isRepeatable } from '../../../bridge/page/static/js/replies.js';

const note = (voice, epoch, index) => ({ address: '/melo/note', args: [voice, epoch, index, 60, 0.8, 1, 0, 0] });
const next = ['/melo/next', ['lead', 7, 4, 2, 'harmony', 1]];

test('a note answers a request for it, of its voice and epoch', () => {
  assert.ok(answers(note('lead', 7, 5), ...next));
  for (const other of [note('bass', 7, 5), note('lead', 6, 5), note('lead', 7, 6), note('lead', 7, 3)]) {
    assert.ok(!answers(other, ...next));
  }
});

test('a request for notes is complete with all of them', () => {
  assert.ok(!isComplete([note('lead', 7, 4)], ...next));
  assert.ok(isComplete([note('lead', 7, 4), note('lead', 7, 5)], ...next));
});

test('reasons are complete with as many alternatives as they say', () => {
  const because = { address: '/melo/because', args: ['lead', 3, 'pitch', 60, 'alternatives', 1] };
  const alternative = { address: '/melo/alternative', args: ['lead', 3, 1, 62, 1, 0.5] };
  const why = ['/melo/why', ['lead', 3]];
  assert.ok(!isComplete([alternative], ...why));
  assert.ok(!isComplete([because], ...why));
  assert.ok(isComplete([alternative, because], ...why));
});

test('the value of another key is no answer', () => {
  const value = { address: '/melo/value', args: ['lead', 'harmony', 1] };
  assert.ok(answers(value, '/melo/get', ['lead', 'harmony']));
  assert.ok(!answers(value, '/melo/get', ['lead', 'epoch']));
  assert.ok(!answers(value, '/melo/reset', ['lead']));
});

test('agents are complete with as many as each says', () => {
  const agent = (number) => ({ address: '/melo/agent', args: [`agent ${number}`, 'melody', number, 2] });
  assert.ok(!isComplete([agent(1)], '/melo/agents', []));
  assert.ok(isComplete([agent(1), agent(0)], '/melo/agents', []));
});

test('a thumb is sent once', () => {
  assert.ok(!isRepeatable('/melo/reward'));
  assert.ok(!isRepeatable('/melo/taste'));
  assert.ok(isRepeatable('/melo/next'));
});
