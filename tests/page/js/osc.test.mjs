import assert from 'node:assert/strict';
import { test } from 'node:test';

import { decode, encode, OscError } from '../../../bridge/page/static/js/osc.js';

const bytes = (text) => Uint8Array.from(text, (letter) => letter.charCodeAt(0));

test('writes ints, floats and strings with their padding', () => {
  assert.deepEqual(
    encode('/melo/next', ['lead', 1, 0.5]),
    bytes('/melo/next\0\0,sif\0\0\0\0lead\0\0\0\0\0\0\0\x01\x3f\0\0\0'),
  );
});

test('reads what it wrote', () => {
  const args = ['lead', -1, 2147483647, 0.5, 'é', ''];
  assert.deepEqual(decode(encode('/melo/x', args)), [{ address: '/melo/x', args }]);
});

test('writes a whole number beyond 32 bits as a float', () => {
  assert.equal(decode(encode('/x', [2 ** 31]))[0].args[0], 2 ** 31);
});

test('reads the messages of a bundle in their order', () => {
  const [one, two] = [encode('/one', [1]), encode('/two', [2])];
  const size = (message) => [0, 0, 0, message.length];
  const bundle = new Uint8Array([...bytes('#bundle\0'), 0, 0, 0, 0, 0, 0, 0, 1, ...size(one), ...one, ...size(two), ...two]);
  assert.deepEqual(decode(bundle).map(({ address }) => address), ['/one', '/two']);
});

for (const [what, datagram] of [
  ['an empty datagram', bytes('')],
  ['no address', bytes('melo\0\0\0\0,\0\0\0')],
  ['no type tags', bytes('/melo\0\0\0')],
  ['an int cut short', bytes('/x\0\0,i\0\0\0\0')],
  ['a text without an end', bytes('/x\0\0,s\0\0lead')],
  ['a text that is not UTF-8', bytes('/x\0\0,s\0\0\xff\0\0\0')],
  ['a type that nobody sends', bytes('/x\0\0,[\0\0')],
  ['a bundle element longer than the bundle', bytes('#bundle\0\0\0\0\0\0\0\0\x01\0\0\0\x20/x\0\0,\0\0\0')],
  ['a bundle element of no bytes', bytes('#bundle\0\0\0\0\0\0\0\0\x01\0\0\0\0')],
  ['a bundle head cut short', bytes('#bundle\0\0\0\0\0\0\0\0\x01\0\0')],
]) {
  test(`refuses ${what}`, () => assert.throws(() => decode(datagram), OscError));
}

for (const value of [NaN, Infinity, null, undefined, true, {}, 'a\0b']) {
  test(`doesn't send ${JSON.stringify(value) ?? value}`, () => assert.throws(() => encode('/x', [value]), OscError));
}
