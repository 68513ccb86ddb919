import assert from 'node:assert/strict';
import { test } from 'node:test';

import { lastBars, scoreOf } from '../../../bridge/page/static/js/keep.js';

const note = (voice, onset, pitch = 60) => ({ voice, pitch, velocity: 0.8, onset, duration: 1, time: 0 });

test('the last bars begin at a bar line, and the bar that sounds belongs to them', () => {
  const played = [0, 3, 4, 7.5, 8, 9].map((onset) => note('lead', onset));
  assert.deepEqual(
    lastBars(played, 9.5, 2, 4).map(({ onset }) => onset),
    [0, 3.5, 4, 5],
  );
  assert.equal(lastBars(played, 9.5, 8, 4).length, 6);
});

test('each voice has a track with its instrument, drums the channel of drums', () => {
  const state = {
    tempo: 90,
    meter: '3/4',
    key: 'D',
    scale: 'dorian',
    voices: [{ name: 'lead', instrument: 'pluck' }],
  };
  const { tracks, ...song } = scoreOf([note('lead', 0), note('backing kit', 0, 36)], state);
  assert.deepEqual(song, { tempo: 90, meter: '3/4', key: 'D', scale: 'dorian' });
  assert.deepEqual(
    tracks.map(({ name, program, channel }) => [name, program, channel]),
    [
      ['lead', 24, 0],
      ['backing kit', 0, 9],
    ],
  );
  assert.deepEqual(tracks[0].notes, [{ pitch: 60, velocity: 0.8, onset: 0, duration: 1 }]);
});

test('sixteen tracks at most', () => {
  const notes = Array.from({ length: 20 }, (_, number) => note(`voice${number}`, 0));
  assert.equal(scoreOf(notes, { voices: [] }).tracks.length, 16);
});
