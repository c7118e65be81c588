import { describe, expect, test } from '@jest/globals';
import { isDumpLabel } from '../../schema/backup/dump-label.js';
import { dumpLabel, parseDumps, withManifests, type DumpsLook } from './stored-dump.js';

const LABEL = '20261123-060134L-c60661';
const OTHER = '20261123-070000L-000000';
const file = (size: number): object => ({ type: 'file', size, time: 1 });
const listing = (files: Record<string, object>): string => `1 ${JSON.stringify({ '.': { type: 'path' }, ...files })}`;
const manifest = (fields: object): string => Buffer.from(JSON.stringify(fields)).toString('base64');
const whole = listing({ [LABEL]: { type: 'path' }, [`${LABEL}/5.dump`]: file(30), [`${LABEL}/manifest.json`]: file(4) });

describe('dumps in a repository', () => {
  test('the label of a dump is always the same, and one of a dump', () => {
    const metadata = { creationTimestamp: '2026-11-23T06:01:34Z', uid: 'a-uid' };
    expect(dumpLabel(metadata)).toBe(dumpLabel({ ...metadata }));
    expect(isDumpLabel(dumpLabel(metadata))).toBe(true);
    expect(dumpLabel({ ...metadata, uid: 'other' })).not.toBe(dumpLabel(metadata));
    expect(isDumpLabel('20261123-022025F')).toBe(false);
  });

  test('a dump is read with its manifest, and one without a manifest is none', () => {
    const look = parseDumps(`${whole}\n2 ${JSON.stringify({ [`${OTHER}/7.dump`]: file(9) })}`, undefined);
    expect(look).toMatchObject({ dumps: [], partial: [{ repository: 2, label: OTHER }], unread: [{ repository: 1, label: LABEL, bytes: 34 }] });
    const read = withManifests(look, `1 ${LABEL} ${manifest({ database: 'app', uid: 'u', startedAt: '2026-11-23T06:01:34Z', finishedAt: '2026-11-23T06:01:36Z', databases: [{ name: 'app', bytes: 100 }] })}\n`);
    expect(read.unread).toEqual([]);
    expect(read.dumps).toEqual([{
      label: LABEL, repository: 1, type: 'logical', repositoryBytes: 34, databaseBytes: 100, databases: ['app'], database: 'app', uid: 'u',
      startedAtMs: Date.parse('2026-11-23T06:01:34Z'), stoppedAtMs: Date.parse('2026-11-23T06:01:36Z'),
    }]);
  });

  const known: DumpsLook = { dumps: [{ label: LABEL, repository: 1, type: 'logical', repositoryBytes: 34, databaseBytes: 100, databases: ['app'], startedAtMs: 1, stoppedAtMs: 2 }], partial: [], unread: [] };
  test.each<[string, string, number]>([
    ['is there still', whole, 1],
    ['is gone', listing({}), 0],
    ['lost its manifest', listing({ [`${LABEL}/5.dump`]: file(30) }), 0],
    ['is in a repository that could not be read', '', 1],
  ])('a known dump that %s', (_name, output, count) => {
    expect(parseDumps(output, known).dumps).toHaveLength(count);
    expect(parseDumps(output, known).unread).toEqual([]);
  });
});
