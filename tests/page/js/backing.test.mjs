import assert from 'node:assert/strict';
import { test } from 'node:test';

import { backingIn, HOME, voicing } from '../../../bridge/page/static/js/backing.js';
import { beatsABar } from '../../../bridge/page/static/js/bars.js';

const AM = { root: 9, pitch_classes: [9, 0, 4] };
const F = { root: 5, pitch_classes: [5, 9, 0] };
const C = { root: 0, pitch_classes: [0, 4, 7] };
const G = { root: 7, pitch_classes: [7, 11, 2] };
const G9 = { root: 7, pitch_classes: [7, 11, 2, 5, 9] };
const B_DIM = { root: 11, pitch_classes: [11, 2, 5] };
const ALL = { chords: true, bass: true, kit: true };
const METERS = ['4/4', '2/2', '3/4', '2/4', '6/8', '9/8', '7/8', '3/8'];
const backing = backingIn([
  {
    name: '7/8',
    parts: [{ meter: '4/4', start: 0, length: 2, place: 0 }, { meter: '6/8', start: 2, length: 1.5, place: 1.5 }],
  },
  { name: '3/8', parts: [{ meter: '6/8', start: 0, length: 1.5, place: 0 }] },
]);
const part = (events, name) => events.filter((event) => event.part === name);
const played = (events) => events.map(({ pitch, onset }) => [onset, pitch]);

test('chords go to the nearest inversion', () => {
  const am = voicing(AM);
  assert.deepEqual(am, [52, 57, 60]); // E A C
  const f = voicing(F, am);
  assert.deepEqual(f, [53, 57, 60]); // F A C: one voice moves
  assert.deepEqual(voicing(C, f), [52, 55, 60]); // E G C
});

test('a chord stays in its place, however long the progression goes on', () => {
  let before = HOME;
  for (let bar = 0; bar < 48; bar += 1) {
    for (const root of [0, 5, 10, 3, 8, 1, 6, 11, 4, 9, 2, 7]) {
      before = voicing({ root, pitch_classes: [root, (root + 4) % 12, (root + 7) % 12] }, before);
      assert.ok(before[0] >= 48 && before[2] <= 69, `${before}`);
    }
  }
});

test('a rich chord goes without its fifth', () => {
  assert.deepEqual(new Set(voicing(G9).map((pitch) => pitch % 12)), new Set([7, 11, 5, 9]));
});

test('the bass has the root, then the fifth that the chord has', () => {
  const only = { ...ALL, chords: false, kit: false };
  assert.deepEqual(played(backing(0, C, '4/4', 108, only)), [[0, 36], [2, 31]]);
  assert.deepEqual(played(backing(0, AM, '4/4', 108, only)), [[0, 33], [2, 28]]);
  assert.deepEqual(played(backing(0, B_DIM, '2/4', 108, only)), [[0, 35], [1, 29]]);
});

test('only what is asked for plays', () => {
  for (const [asked, name] of [['chords', 'pad'], ['bass', 'bass'], ['kit', 'kit']]) {
    const which = { chords: false, bass: false, kit: false, [asked]: true };
    assert.deepEqual(new Set(backing(0, G, '4/4', 108, which).map((event) => event.part)), new Set([name]));
  }
});

test('without a chord only the kit plays', () => {
  assert.deepEqual(new Set(backing(2, null, '3/4', 108, ALL).map((event) => event.part)), new Set(['kit']));
});

for (const meter of METERS) {
  test(`in ${meter} all begins in its bar, softer than a melody`, () => {
    const bar = beatsABar(meter);
    for (let number = 0; number < 8; number += 1) {
      const events = backing(number, G, meter, 108, ALL);
      for (const { onset, duration, velocity } of events) {
        assert.ok(onset >= 0 && onset < bar && onset + duration <= bar + 0.001);
        assert.ok(velocity > 0.1 && velocity < 0.7);
      }
      assert.ok(['pad', 'bass', 'kit'].every((name) => part(events, name).some(({ onset }) => onset === 0)));
    }
  });
}

test('another meter plays the patterns of its parts', () => {
  const only = { chords: false, bass: true, kit: false };
  assert.deepEqual(played(backing(0, C, '7/8', 108, only)), [[0, 36], [2, 31]]);
  const kit = backing(3, C, '7/8', 108, { ...only, bass: false, kit: true });
  assert.deepEqual([...new Set(kit.map(({ onset }) => onset))], [0, 1, 2, 0.5, 1.5, 2.5, 3]);
});

test('a bass note ends with its part', () => {
  const [root] = backing(0, C, '3/8', 108, { chords: false, bass: true, kit: false });
  assert.equal(root.duration, 1.4);
});

test('the same bar is the same music', () => {
  assert.deepEqual(backing(3, G, '6/8', 90, ALL), backing(3, G, '6/8', 90, ALL));
});

test('fast music has fewer strokes', () => {
  const strokes = (tempo) => part(backing(0, G, '4/4', tempo, ALL), 'kit').length;
  assert.ok(strokes(200) < strokes(108));
});
