import { readFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { type AuditResult, serverAudits } from 'graphql-http';
import { packageRoot } from '../../start/package-root.js';
import { type TestServer, startTestServer } from '../../test/fake/test-server.js';

let it: TestServer;
let results: AuditResult[];
beforeAll(async () => {
  it = await startTestServer();
  const fetchFn = (url: string, init: RequestInit = {}): Promise<Response> => fetch(url, { ...init, headers: { ...init.headers as Record<string, string>, authorization: `Bearer ${it.token}` } });
  const audits = serverAudits({ url: `${it.server.url}/graphql`, fetchFn });
  results = [];
  for (const audit of audits) results.push(await audit.fn());
});
afterAll(async () => it.server.close());

const rowOf = ({ id, name, status }: AuditResult): string => `| ${id} | ${name.replaceAll('|', '\\|')} | ${status} |`;

test('every required audit of the official suite passes', () => {
  expect(results.length).toBeGreaterThan(50);
  expect(results.filter(({ name, status }) => name.startsWith('MUST') && status !== 'ok').map(rowOf)).toEqual([]);
  expect(results.filter(({ status }) => status === 'error').map(rowOf)).toEqual([]);
});

test('the table in the documentation is what the suite says', () => {
  const page = readFileSync(path.join(packageRoot, 'docs', 'graphql-over-http.md'), 'utf8');
  expect(page.split('\n').filter((line) => /^\| [0-9A-Z]{4} /.test(line))).toEqual(results.map(rowOf));
});
