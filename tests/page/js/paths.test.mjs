import assert from 'node:assert/strict';
import { test } from 'node:test';

import { replaced, valueAt } from '../../../bridge/page/static/js/paths.js';

const VALUE = { tempo: 90, voices: [{ name: 'lead' }, { name: 'bass' }] };

test('finds a value by its path', () => {
  assert.equal(valueAt(VALUE, 'voices.1.name'), 'bass');
  assert.equal(valueAt(VALUE, 'voices.2.name'), undefined);
});

test('finds own values only', () => {
  assert.equal(valueAt(VALUE, 'constructor.name'), undefined);
  assert.equal(valueAt(null, 'tempo'), undefined);
});

test('replaces a value in a copy', () => {
  const copy = replaced(VALUE, 'voices.1.name', 'cello');
  assert.deepEqual(copy, { tempo: 90, voices: [{ name: 'lead' }, { name: 'cello' }] });
  assert.equal(VALUE.voices[1].name, 'bass');
  assert.ok(Array.isArray(copy.voices));
});
