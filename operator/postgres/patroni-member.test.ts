import { describe, expect, it } from '@jest/globals';
import { parsePatroniMember, readPatroniStore } from './patroni-member.js';

describe('parsePatroniMember', () => {
  it('reads what Patroni writes', () => {
    const annotation = '{"conn_url":"postgres://10.0.0.1:5432/postgres","api_url":"http://10.0.0.1:8008/patroni","state":"running","role":"master","version":"3.0.2","pending_restart":true,"xlog_location":50331648,"timeline":2}';
    expect(parsePatroniMember(annotation)).toEqual({ role: 'master', state: 'running', timeline: 2, walPosition: 50331648, pendingRestart: true });
  });
  it.each([[undefined], ['not json'], ['null']])('makes nothing of %s', (annotation) => {
    expect(parsePatroniMember(annotation)).toBeUndefined();
  });
});

describe('readPatroniStore', () => {
  it('reads the annotations of the ConfigMaps', () => {
    const store = readPatroniStore({
      config: { initialize: '7294', config: '{"ttl":20}' }, leader: { leader: 'hippo-1-0', optime: '1234' }, sync: { leader: 'hippo-1-0', sync_standby: 'hippo-2-0,hippo-3-0' },
    });
    expect(store).toEqual({ initialized: true, leader: 'hippo-1-0', leaderWalPosition: 1234, bootstrapping: false, inStep: ['hippo-2-0', 'hippo-3-0'], dynamicConfig: '{"ttl":20}' });
  });
  it('takes what is missing as not yet there', () => {
    expect(readPatroniStore({ config: undefined, leader: { leader: '' }, sync: undefined })).toEqual({ initialized: false, bootstrapping: false, inStep: [] });
  });
});
