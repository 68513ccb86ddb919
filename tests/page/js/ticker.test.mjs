import assert from 'node:assert/strict';
import { afterEach, beforeEach, test } from 'node:test';

import { Ticker } from '../../../bridge/page/static/js/ticker.js';

/** A worker that notes its messages. */
class FakeWorker {
  static all = [];
  messages = [];

  constructor(url) {
    this.file = url.pathname.split('/').at(-1);
    FakeWorker.all.push(this);
  }

  postMessage(message) { this.messages.push(message); }

  terminate() { this.isEnded = true; }
}

beforeEach(() => {
  FakeWorker.all = [];
  globalThis.Worker = FakeWorker;
});

afterEach(() => delete globalThis.Worker);

test('a worker keeps the pace, slower while nothing sounds', () => {
  const ticker = new Ticker();
  let ticks = 0;
  ticker.start(() => { ticks += 1; });
  const [worker] = FakeWorker.all;
  ticker.hurry(true);
  ticker.hurry(false);
  worker.onmessage();
  assert.deepEqual([worker.file, worker.messages, ticks], ['ticker-worker.js', [250, 25, 250], 1]);
});

test('a ticker that starts anew has one worker', () => {
  const ticker = new Ticker();
  ticker.start(() => {});
  ticker.start(() => {});
  ticker.stop();
  assert.deepEqual(FakeWorker.all.map(({ isEnded }) => isEnded), [true, true]);
});
