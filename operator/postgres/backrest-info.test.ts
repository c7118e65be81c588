import { describe, expect, it } from '@jest/globals';
import { parseBackrestInfo } from './backrest-info.js';

/** As pgBackRest 2.45 prints it. */
const INFO = '[{"archive":[{"database":{"id":1,"repo-key":1},"id":"15-1","max":"000000010000000000000006","min":"000000010000000000000001"}],"backup":[{"archive":{"start":"000000010000000000000004","stop":"000000010000000000000005"},"backrest":{"format":5,"version":"2.45"},"database":{"id":1,"repo-key":1},"error":false,"info":{"delta":606474,"repository":{"delta":51836,"size":3057829},"size":23025336},"label":"20261123-015036F_20261123-015049I","lsn":{"start":"0/4000028","stop":"0/5000088"},"prior":"20261123-015036F","reference":["20261123-015036F"],"timestamp":{"start":1795398649,"stop":1795398651},"type":"incr"},{"annotation":{"pgo-backup":"u1"},"archive":{"start":"000000010000000000000002","stop":"000000010000000000000002"},"backrest":{"format":5,"version":"2.45"},"database":{"id":1,"repo-key":1},"error":false,"info":{"delta":23017144,"repository":{"delta":3057685,"size":3057685},"size":23017144},"label":"20261123-015036F","lsn":{"start":"0/2000028","stop":"0/2000100"},"prior":null,"reference":null,"timestamp":{"start":1795398636,"stop":1795398643},"type":"full"}],"cipher":"none","db":[{"id":1,"repo-key":1,"system-id":7711178421352541618,"version":"15"}],"name":"db","repo":[{"cipher":"none","key":1,"status":{"code":0,"message":"ok"}}],"status":{"code":0,"lock":{"backup":{"held":false}},"message":"ok"}}]';

describe('parseBackrestInfo', () => {
  it('reads backups, oldest first, and the archive', () => {
    const info = parseBackrestInfo(INFO, 'db');
    expect(info).toMatchObject({ code: 0, message: 'ok', isBackupRunning: false, archives: [{ id: '15-1', repository: 1, min: '000000010000000000000001', max: '000000010000000000000006' }] });
    expect(info?.backups).toEqual([
      {
        label: '20261123-015036F', type: 'full', startedAtMs: 1795398636000, stoppedAtMs: 1795398643000, walStart: '000000010000000000000002', walStop: '000000010000000000000002',
        lsnStart: '0/2000028', lsnStop: '0/2000100', databaseBytes: 23017144, repositoryBytes: 3057685, prior: undefined, references: [], hasError: false, repository: 1, databaseId: 1, annotations: { 'pgo-backup': 'u1' },
      },
      {
        label: '20261123-015036F_20261123-015049I', type: 'incr', startedAtMs: 1795398649000, stoppedAtMs: 1795398651000, walStart: '000000010000000000000004', walStop: '000000010000000000000005',
        lsnStart: '0/4000028', lsnStop: '0/5000088', databaseBytes: 23025336, repositoryBytes: 51836, prior: '20261123-015036F', references: ['20261123-015036F'], hasError: false, repository: 1, databaseId: 1, annotations: {},
      },
    ]);
  });

  it('reads a stanza without anything', () => {
    expect(parseBackrestInfo('[{"backup":[],"db":[],"name":"db","repo":[],"status":{"code":1,"message":"missing stanza path"}}]', 'db'))
      .toEqual({ code: 1, message: 'missing stanza path', backups: [], archives: [], isBackupRunning: false, repositories: [] });
  });

  it.each([['no JSON', 'ERROR: [055]'], ['another stanza', INFO.replace('"name":"db"', '"name":"other"')], ['nothing', '[]'], ['no list', '{}']])('makes nothing of %s', (_name, text) => {
    expect(parseBackrestInfo(text, 'db')).toBeUndefined();
  });
});
