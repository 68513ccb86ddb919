import assert from 'node:assert/strict';
import { test } from 'node:test';

import { SceneKeeper } from '../../../bridge/page/static/js/scene.js';

const PROTOCOL = {
  scale_steps: { minor: [0, 2, 3, 5, 7, 8, 10] },
  meters: [{ name: '4/4', beats: [0, 1, 2, 3] }, { name: '3/4', beats: [0, 1, 2] }],
};
const note = (index, onset, pitch = 60) => ({ index, onset, pitch, duration: 1, velocity: 0.8 });

function keeper({ voices = ['lead'], playing = true, beat = 1, played = [], others = [] } = {}) {
  const notes = Object.fromEntries(voices.map((name) => [name, [note(0, 0), note(1, 1), note(2, 2)]]));
  const state = { meter: '3/4', bars: 8, key: 'A', scale: 'minor', tempo: 60 };
  return new SceneKeeper({
    protocol: PROTOCOL,
    settings: { state: { ...state, voices: voices.map((name) => ({ name, muted: false })) } },
    player: {
      playing,
      played,
      beat: () => beat,
      progression: [{ symbol: 'Am' }, { symbol: 'F' }],
      voices: voices.map((name) => ({ notes: () => notes[name] })),
    },
    others: { voices: () => others, isSounding: others.length > 0, tempo: 120 },
    thumbs: { of: () => new Map([[1, -1]]) },
  });
}

test('a scene has the song, its chords and its voices', () => {
  const scene = keeper().now();
  assert.deepEqual([scene.beat, scene.bars, scene.tonic, scene.barBeats, scene.flat], [1, 8, 9, 3, false]);
  assert.deepEqual(scene.beats, [0, 1, 2]);
  assert.deepEqual([0, 1, 2].map(scene.chordAt), ['Am', 'F', 'Am']);
  assert.ok(scene.scale.has(3) && !scene.scale.has(4));
  assert.deepEqual(scene.voices.map(({ id, kind, colour }) => [id, kind, colour]), [['lead', 'own', 0]]);
  assert.equal(scene.voices[0].thumbs.get(1), -1);
});

test('notes are read again only when they are stale', () => {
  const scene = keeper();
  const before = scene.now().voices;
  assert.equal(scene.now().voices, before);
  scene.stale();
  assert.notEqual(scene.now().voices, before);
  assert.equal(scene.now().voices[0].fading, before[0].fading);
});

test('what was played on keys is a voice, too', () => {
  const played = [{ ...note(7, 0.5, 64), voice: 'keys' }, { ...note(0, 0), voice: 'lead' }];
  const [, you] = keeper({ played }).now().voices;
  assert.deepEqual([you.name, you.kind, you.notes.map(({ pitch }) => pitch)], ['you', 'you', [64]]);
});

test('while others are watched, the page shows of its own what has sounded', () => {
  const flute = { client: '127.0.0.1:9', name: 'flute', notes: [note(0, 1)] };
  const scene = keeper({ playing: false, others: [flute] }).now();
  assert.ok(scene.playing && scene.beat >= 1);
  const [lead, other] = scene.voices;
  assert.deepEqual([lead.notes.length, other.id, other.kind], [1, '127.0.0.1:9 flute', 'other']);
});

test('the chosen note is found by its voice and index', () => {
  const scene = keeper();
  scene.now();
  scene.selected = { voice: 'lead', index: 2 };
  assert.equal(scene.chosen().note.onset, 2);
  scene.selected = { voice: 'lead', index: 9 };
  assert.equal(scene.chosen(), null);
});
