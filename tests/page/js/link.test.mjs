import assert from 'node:assert/strict';
import { test } from 'node:test';

import { hashOf, stateOf } from '../../../bridge/page/static/js/link.js';
import { freshState, freshVoice } from '../../../bridge/page/static/js/schema.js';
import { Settings } from '../../../bridge/page/static/js/settings.js';
import { protocol } from './protocol.mjs';

const linkOf = (value) => `#s=${btoa(JSON.stringify(value)).replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '')}`;

test('a link holds the whole state', () => {
  const voices = [{ ...freshVoice(0, () => 7), listen: 'second' }, { ...freshVoice(1, () => 8), low: 36 }];
  const state = { ...freshState(() => 7), tempo: 90, chords: 'Am F C G', backing: { chords: false, bass: true, kit: true }, voices };
  assert.deepEqual(stateOf(hashOf(state), protocol), { state, complete: true });
});

test('a link says only what differs from the defaults', () => {
  const hash = hashOf({ ...freshState(() => 7), tempo: 90 });
  assert.deepEqual(JSON.parse(atob(hash.slice(3))), { v: 1, tempo: 90, voices: [{ seed: 7 }] });
});

for (const [what, hash] of [
  ['no base64', '#s=%%%'], ['no JSON', `#s=${btoa('{')}`], ['no object', linkOf([1])], ['null', linkOf(null)], ['nothing', '#s='],
  ['too much', `#s=${'A'.repeat(30000)}`], ['another thing', '#top'],
]) {
  test(`a link of ${what} is left aside with a sentence`, () => {
    const settings = Settings.fromHash(hash, protocol);
    assert.match(settings.problem, /couldn't be read/);
    assert.equal(settings.state.tempo, 108);
  });
}

for (const [what, value] of [
  ['a wrong kind', { tempo: 'fast' }],
  ['something hostile', { tempo: { toString: 1 }, chords: '<img src=x onerror=alert(1)>'.repeat(20) }],
  ['too many voices', { voices: Array.from({ length: 40 }, (_, i) => ({ name: `v${i}` })) }],
  ['the same name twice', { voices: [{ name: 'a' }, { name: 'a' }] }],
  ['a voice that hears itself', { voices: [{ name: 'a', listen: 'a' }] }],
  ['an agent that is not here', { voices: [{ agent: 'mine' }] }],
]) {
  test(`a link with ${what} is whole without it`, () => {
    const { state, complete } = stateOf(linkOf(value), protocol);
    assert.equal(complete, false);
    assert.equal(state.tempo, 108);
    assert.ok(state.voices.length >= 1 && state.voices.length <= 16);
    assert.ok(state.voices.every((voice) => voice.agent === 'all' && voice.listen === null));
  });
}

for (const value of [{ voices: 3 }, { voices: [] }, { voices: [null] }, { backing: null }, JSON.parse('{"__proto__": {"tempo": 5}}')]) {
  test(`a link of ${JSON.stringify(value)} has one voice`, () => {
    const { state } = stateOf(linkOf(value), protocol);
    assert.deepEqual(state, freshState(() => 0));
  });
}
