import assert from 'node:assert/strict';
import { beforeEach, mock, test } from 'node:test';

import { Connection, MeloError, NoAnswer } from '../../../bridge/page/static/js/connection.js';
import { decode, encode } from '../../../bridge/page/static/js/osc.js';
import { FakeSocket } from './fakes.mjs';

/** Timers run when mock.timers.tick says so. */
beforeEach(() => {
  mock.timers.reset();
  mock.timers.enable({ apis: ['setTimeout'] });
});

function setUp() {
  const sockets = [];
  const urls = [];
  const open = (url) => {
    urls.push(url);
    sockets.push(new FakeSocket());
    return sockets.at(-1);
  };
  const connection = new Connection({ url: 'ws://here/ws', token: 'a b', open });
  const events = [];
  for (const type of ['open', 'close', 'status', 'feed', 'refused']) {
    connection.addEventListener(type, (event) => events.push([type, event.detail]));
  }
  connection.connect();
  const sent = (socket = sockets.at(-1)) => socket.sent.map((data) => (typeof data === 'string' ? JSON.parse(data) : decode(data)[0]));
  return { connection, sockets, urls, events, sent };
}

const pong = (token) => encode('/melo/pong', [token]);

test('asks, and gives the answer to the one who asked', async () => {
  const { connection, sockets, urls, sent } = setUp();
  sockets[0].open();
  const [one, two] = [connection.ask('/melo/ping', [1]), connection.ask('/melo/ping', [2])];
  sockets[0].receive(pong(2));
  sockets[0].receive(pong(1));
  assert.deepEqual([(await one)[0].args, (await two)[0].args], [[1], [2]]);
  assert.deepEqual(sent().map(({ address }) => address), ['/melo/ping', '/melo/ping']);
  assert.deepEqual(urls, ['ws://here/ws?token=a%20b']);
});

test('sends again what gets no answer, ever more slowly, and gives up', async () => {
  const { connection, sockets, sent } = setUp();
  sockets[0].open();
  const asked = connection.ask('/melo/ping', [1], { timeout: 2 });
  asked.catch(() => {});
  const counts = [100, 200, 400, 500].map((ms) => {
    mock.timers.tick(ms);
    return sent().length;
  });
  assert.deepEqual(counts, [2, 3, 4, 5]);
  mock.timers.tick(2000);
  await assert.rejects(asked, NoAnswer);
  mock.timers.tick(5000);
  assert.equal(sent().length, 5 + 1);
});

test('sends a thumb once', async () => {
  const { connection, sockets, sent } = setUp();
  sockets[0].open();
  const asked = connection.ask('/melo/reward', ['lead', 1, 3]);
  mock.timers.tick(1900);
  sockets[0].receive(encode('/melo/learned', ['lead', 4, 1]));
  assert.deepEqual((await asked)[0].args, ['lead', 4, 1]);
  assert.equal(sent().length, 1);
});

test('a note that comes twice counts once', async () => {
  const { connection, sockets } = setUp();
  sockets[0].open();
  const asked = connection.ask('/melo/next', ['lead', 1, 0, 2]);
  const note = (index) => encode('/melo/note', ['lead', 1, index, 60, 0.8, 1, index, 0]);
  sockets[0].receive(note(0));
  sockets[0].receive(note(0));
  sockets[0].receive(note(1));
  assert.deepEqual((await asked).map(({ args }) => args[2]), [0, 1]);
});

test('an error rejects its request with the text of the server', async () => {
  const { connection, sockets } = setUp();
  sockets[0].open();
  const asked = connection.ask('/melo/next', ['lead', 1, 0, 1]);
  sockets[0].receive(encode('/melo/error', ['/melo/next', 4, 'low is above high', 'bass']));
  sockets[0].receive(encode('/melo/error', ['/melo/next', 4, 'no such chord', 'lead']));
  await assert.rejects(asked, (error) => error instanceof MeloError && error.message === 'no such chord' && error.code === 4);
});

test('a second copy of an error does not reject the next request', async () => {
  const { connection, sockets } = setUp();
  sockets[0].open();
  const fault = encode('/melo/error', ['/melo/why', 8, 'no such note', 'lead']);
  const first = connection.ask('/melo/why', ['lead', 1]);
  mock.timers.tick(150);
  sockets[0].receive(fault);
  await assert.rejects(first, MeloError);
  const second = connection.ask('/melo/why', ['lead', 2]);
  sockets[0].receive(fault);
  sockets[0].receive(encode('/melo/because', ['lead', 2, 'alternatives', 0]));
  assert.equal((await second)[0].args[1], 2);
});

test('too many messages: the request is sent again', async () => {
  const { connection, sockets, sent } = setUp();
  sockets[0].open();
  const asked = connection.ask('/melo/ping', [1]);
  sockets[0].receive(encode('/melo/error', ['/melo/ping', 10, 'too many messages', '']));
  mock.timers.tick(100);
  sockets[0].receive(pong(1));
  assert.equal((await asked).length, 1);
  assert.equal(sent().length, 2);
});

test('an error that nobody waits for is told', () => {
  const { sockets, events } = setUp();
  sockets[0].open();
  sockets[0].receive(encode('/melo/error', ['/melo/heard', 4, 'pitch is 200', 'lead']));
  assert.deepEqual(events.at(-1), ['refused', { type: 'refused', text: 'pitch is 200' }]);
});

test('connects again with a backoff, and asks what is open anew', async () => {
  const { connection, sockets, events, sent } = setUp();
  sockets[0].open();
  const asked = connection.ask('/melo/ping', [1], { timeout: 10 });
  sockets[0].drop();
  mock.timers.tick(249);
  assert.equal(sockets.length, 1);
  mock.timers.tick(1);
  sockets[1].drop();
  mock.timers.tick(500);
  assert.equal(sockets.length, 3);
  sockets[2].open();
  assert.equal(sent()[0].address, '/melo/ping');
  sockets[2].receive(pong(1));
  await asked;
  assert.deepEqual(events.map(([type]) => type), ['open', 'close', 'close', 'open']);
});

test('waits for the connection with what is asked before', async () => {
  const { connection, sockets, sent } = setUp();
  const asked = connection.ask('/melo/reward', ['lead', 1]);
  sockets[0].open();
  assert.equal(sent().length, 1);
  sockets[0].receive(encode('/melo/learned', ['lead', 4, 1]));
  await asked;
});

test('stays closed when it is closed', () => {
  const { connection, sockets } = setUp();
  sockets[0].open();
  connection.close();
  sockets[0].drop();
  mock.timers.tick(10000);
  assert.equal(sockets.length, 1);
});

test('asks on behalf of another client, and takes its voices over', async () => {
  const { connection, sockets, sent } = setUp();
  sockets[0].open();
  const client = '127.0.0.1:57120';
  const asked = connection.ask('/melo/get', ['lead', 'harmony'], { client });
  connection.take(client, 'lead');
  connection.release(client, 'lead');
  const [request, ...others] = sent();
  assert.deepEqual([request.type, request.client], ['as', client]);
  assert.deepEqual(decode(Uint8Array.from(atob(request.osc), (c) => c.charCodeAt(0)))[0].args, ['lead', 'harmony']);
  assert.deepEqual(others, [{ type: 'take', client, voice: 'lead' }, { type: 'release', client, voice: 'lead' }]);
  sockets[0].receive(encode('/melo/value', ['lead', 'harmony', 1]));
  sockets[0].receive(JSON.stringify({ type: 'as', client, messages: [['/melo/value', ['lead', 'harmony', 1.5]]] }));
  assert.equal((await asked)[0].args[2], 1.5);
});

test('tells what the page process tells', () => {
  const { sockets, events } = setUp();
  sockets[0].open();
  const status = { type: 'status', up: true, figures: { clients: 2 } };
  sockets[0].receive(JSON.stringify(status));
  assert.deepEqual(events.at(-1), ['status', status]);
});

test('tells each line of the feed', () => {
  const { sockets, events } = setUp();
  sockets[0].open();
  const lines = ['one', 'two'].map((client) => ({ client, messages: [['/melo/get', ['a', 'key']]] }));
  sockets[0].receive(JSON.stringify({ type: 'feed', lines }));
  assert.deepEqual(events.slice(-2), [['feed', lines[0]], ['feed', lines[1]]]);
});

test('a datagram that is no OSC is told in a sentence', () => {
  const { sockets, events } = setUp();
  sockets[0].open();
  sockets[0].receive(new Uint8Array([1, 2, 3, 4]));
  assert.equal(events.at(-1)[0], 'refused');
});
