import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { type TestServer, startTestServer } from '../../test/fake/test-server.js';
import { withTokenForSubscriptions } from './explorer.js';

let it: TestServer;
beforeAll(async () => { it = await startTestServer(); });
afterAll(async () => it.server.close());

test('the explorer is one page that asks no other host and sends its token over WebSocket, too', async () => {
  const response = await fetch(`${it.server.url}/`);
  const page = await response.text();
  expect([response.status, response.headers.get('content-type'), response.headers.get('content-encoding')]).toEqual([200, 'text/html; charset=utf-8', 'gzip']);
  expect(response.headers.get('content-security-policy')).toContain("default-src 'self'");
  expect(page).toMatch(/connectionParams:\w+\?\.headers/);
  expect([...page.matchAll(/<(?:script|link|img)[^>]+(?:src|href)=["'](https?:[^"']+)/g)]).toEqual([]);
});

test('a page that is another one is not served without its token', () => {
  expect(() => withTokenForSubscriptions('<html></html>')).toThrow(/another one/);
});
