import assert from 'node:assert/strict';
import { test } from 'node:test';

import { Messages } from '../../../bridge/page/static/js/messages.js';

function setUp(context) {
  context.mock.timers.enable({ apis: ['setTimeout'] });
  const [alert, told, spoken] = [{}, {}, {}];
  return { alert, told, spoken, messages: new Messages(alert, told, spoken) };
}

test('an error goes after a while', (context) => {
  const { messages, alert } = setUp(context);
  messages.error('No answer.');
  assert.equal(alert.textContent, 'No answer.');
  context.mock.timers.tick(7000);
  assert.equal(alert.textContent, '');
});

test('an error that is over goes at once, and takes no other with it', (context) => {
  const { messages, alert } = setUp(context);
  messages.error('No answer.');
  messages.withdraw('No answer.');
  assert.equal(alert.textContent, '');
  messages.error('Too many voices.');
  messages.withdraw('No answer.');
  assert.equal(alert.textContent, 'Too many voices.');
});
