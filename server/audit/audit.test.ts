import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { silentLogger } from '../../kube/logger.js';
import { type AuditEntry, type AuditRecord, CHAIN_START, chained, faultOf, parseAuditLine } from '../../schema/audit/audit-chain.js';
import { type TestServer, startTestServer } from '../../test/fake/test-server.js';
import { openAuditLog } from './audit-log.js';

const entry = (action: string): AuditEntry => ({
  time: '2026-11-23T00:00:00.000Z', account: 'ann', address: null, action, operationName: null, permission: null, namespace: null, target: null,
  outcome: 'OK', correlationId: 'c', changedFields: [], dryRun: false,
});

describe('the chain', () => {
  const first = chained(entry('a'), undefined);
  const second = chained(entry('b'), first);
  const third = chained(entry('c'), second);
  test('begins with nothing and goes on', () => {
    expect([first.previousHash, faultOf(first, undefined), faultOf(second, first), faultOf(third, second)]).toEqual([CHAIN_START, undefined, undefined, undefined]);
  });
  test.each<[string, AuditRecord, AuditRecord | undefined, RegExp]>([
    ['a record that was changed', { ...second, account: 'bob' }, first, /was changed/],
    ['a record that is missing', third, first, /1 records are missing/],
    ['a record that was made anew', chained(entry('x'), { sequence: 1, hash: 'f'.repeat(64) }), first, /does not follow/],
  ])('shows %s', (_name, record, before, fault) => {
    expect(faultOf(record, before)).toMatch(fault);
  });
  test('goes on where an earlier run ended, and in spite of a sink that fails', () => {
    const log = openAuditLog({ read: () => [JSON.stringify(first), 'torn'], append: () => { throw new Error('full'); } }, silentLogger);
    log.record(entry('b'));
    expect(log.records).toEqual([first, second]);
  });
});

describe('on record', () => {
  let it: TestServer;
  let lines: string[];
  beforeEach(async () => {
    lines = [];
    it = await startTestServer({}, { audit: { read: () => [], append: (line) => lines.push(line) } });
  });
  afterEach(async () => { await it.server.close(); });
  const written = (): AuditRecord[] => lines.map((line) => parseAuditLine(line) as AuditRecord);

  test('is a mutation, with the names of what it changes and no value of it', async () => {
    await it.ask('mutation Make { createRole(input: { name: "watch", permissions: [SHOW_CLUSTER] }) { role { name } } }', {}, { 'x-correlation-id': 'mine' });
    expect(written()).toMatchObject([{
      sequence: 1, account: 'admin', address: '127.0.0.1', action: 'Mutation.createRole', operationName: 'Make', permission: 'CREATE_PGOROLE', target: 'watch', outcome: 'OK', correlationId: 'mine',
      changedFields: ['permissions'], dryRun: false,
    }]);
  });
  test('is a mutation that failed, and a plan', async () => {
    await it.ask('mutation { deleteRole(input: { name: "none" }) { role { name } } }');
    await it.ask('mutation { createRole(input: { name: "watch", permissions: [SHOW_CLUSTER], dryRun: true }) { role { name } } }');
    expect(written().map(({ outcome, dryRun }) => [outcome, dryRun])).toEqual([['NOT_FOUND', false], ['OK', true]]);
  });
  test('is a refusal, and who could not say who they are', async () => {
    await it.ask('mutation { createAccount(input: { name: "ann", bindings: [] }) { plan { summary } } }');
    const { body } = await it.ask('mutation { createToken(input: { account: "ann", name: "t" }) { secret } }');
    const { secret } = (body.data as unknown as { createToken: { secret: string } }).createToken;
    await it.ask('{ clusters(namespace: "team") { totalCount } }', {}, { authorization: `Bearer ${secret}` });
    await it.ask('{ viewer { name } }', {}, { authorization: 'Bearer wrong' });
    expect(written().slice(2)).toMatchObject([
      { account: 'ann', action: 'Query.clusters', permission: 'SHOW_CLUSTER', namespace: 'team', outcome: 'FORBIDDEN' }, { account: null, action: 'authenticate', outcome: 'UNAUTHENTICATED' },
    ]);
    expect(lines.join('')).not.toContain(secret);
  });
  test('is nothing that only looks', async () => {
    await it.ask('{ clusters { totalCount } accounts { name } }');
    expect(lines).toEqual([]);
  });
  test('can be asked for by page and filter, the newest first', async () => {
    for (const name of ['a', 'b', 'c']) await it.ask(`mutation { deleteRole(input: { name: "${name}" }) { role { name } } }`);
    const page = async (after: string): Promise<{ nodes: AuditRecord[]; pageInfo: { hasNextPage: boolean; endCursor: string }; totalCount: number }> =>
      ((await it.ask(`{ auditLog(first: 2, outcome: "NOT_FOUND"${after}) { nodes { target } pageInfo { hasNextPage endCursor } totalCount } }`)).body.data as never as { auditLog: never }).auditLog;
    const one = await page('');
    const two = await page(`, after: "${one.pageInfo.endCursor}"`);
    expect([one.nodes, one.totalCount, two.nodes, two.pageInfo.hasNextPage]).toEqual([[{ target: 'c' }, { target: 'b' }], 3, [{ target: 'a' }], false]);
  });
});
