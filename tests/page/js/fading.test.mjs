import assert from 'node:assert/strict';
import { test } from 'node:test';

import { FADE_SECONDS, Fading } from '../../../bridge/page/static/js/fading.js';

const note = (onset, pitch) => ({ onset, pitch, duration: 1 });

test('what changes ahead fades, and then is still', () => {
  const [kept, gone, come] = [note(4, 60), note(5, 62), note(5, 64)];
  const fading = new Fading();
  fading.update([kept, gone], 0, 0);
  fading.update([kept, come], 1, 0);
  const half = 1 + FADE_SECONDS / 2;
  assert.equal(fading.alpha(kept, half), 1);
  assert.ok(Math.abs(fading.alpha(come, half) - 0.5) < 1e-9);
  assert.deepEqual(fading.leaving(1), [{ note: gone, alpha: 1 }]);
  assert.ok(fading.isMoving);
  fading.update([kept, come], 2, 0);
  assert.deepEqual([fading.leaving(2), fading.isMoving, fading.alpha(come, 2)], [[], false, 1]);
});

test('the past is never faded', () => {
  const fading = new Fading();
  fading.update([note(0, 60)], 0, 2);
  fading.update([], 0.1, 2);
  assert.deepEqual([fading.isMoving, fading.leaving(0.1)], [false, []]);
});
