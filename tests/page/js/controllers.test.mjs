import assert from 'node:assert/strict';
import { test } from 'node:test';

import { obeyControllers, settingOf } from '../../../bridge/page/static/js/controllers.js';

const STATE = {
  tempo: 108, key: 'C', scale: 'major', chords: 'Am F', bars: 0, meter: '4/4',
  voices: [
    { name: 'lead', agent: 'all', listen: null, follow: 0, low: 55, high: 84, knobs: { harmony: 1 } },
    { name: 'bass', agent: 'all', listen: 'lead', follow: 1, low: 30, high: 50, knobs: { harmony: 1 } },
  ],
};
const setting = (voice, name, value) => settingOf(STATE, { voice, name, value });

function turn(voice, name, value) {
  const done = [];
  const connection = new EventTarget();
  connection.send = (...sent) => done.push(['send', ...sent]);
  obeyControllers({
    connection,
    settings: { state: STATE, set: (...set) => done.push(['set', ...set]) },
    thumbs: { give: (...given) => done.push(['give', ...given]) },
    player: { beat: () => 7, voices: [{ name: 'lead', notes: () => [{}], indexAt: (beat) => beat + 1 }] },
  });
  const detail = { type: 'turned', voice, name, value };
  connection.dispatchEvent(new CustomEvent('turned', { detail }));
  return done;
}

test('a key is a knob of its voice, a setting of it, or one of the song', () => {
  assert.deepEqual(setting('bass', 'harmony', 1.5), { path: 'voices.1.knobs.harmony', value: 1.5 });
  assert.deepEqual(setting('lead', 'low', 48), { path: 'voices.0.low', value: 48 });
  assert.deepEqual(setting('bass', 'tempo', 90), { path: 'tempo', value: 90 });
  assert.equal(setting('lead', 'harmony', 1.409999966621399).value, 1.41);
});

test('values are said as the page has them', () => {
  assert.deepEqual(setting('lead', 'key', 6), { path: 'key', value: 'F#' });
  assert.deepEqual(setting('lead', 'chords', 'none'), { path: 'chords', value: '' });
  assert.deepEqual(setting('bass', 'listen', 'none'), { path: 'voices.1.listen', value: null });
});

test('what the page has no setting for, or no voice, is none', () => {
  assert.equal(setting('lead', 'morph', 0.5), null);
  assert.equal(setting('alto', 'tempo', 90), null);
});

test('what is turned turns the knob of the page', () => {
  assert.deepEqual(turn('lead', 'harmony', 1.5), [['set', 'voices.0.knobs.harmony', 1.5]]);
});

test('a thumb is for what sounds of its voice', () => {
  assert.deepEqual(turn('lead', 'reward', -1), [['give', -1, { voice: 'lead', index: 8 }]]);
  assert.deepEqual(turn('bass', 'reward', 1), []);
});

test('keys without a knob here go to the server, and there is nothing to let go of', () => {
  assert.deepEqual(turn('lead', 'morph', 0.5), [['send', '/melo/set', ['lead', 'morph', 0.5]]]);
  assert.deepEqual(turn('lead', 'release', 1), []);
});
