import { describe, expect, test } from '@jest/globals';
import { API_AUDIENCE, newTokenKey, ServiceAccountTokens } from './service-account-tokens.js';

const START = Date.UTC(2026, 0, 1);
const request = { namespace: 'shop', name: 'patroni', uid: 'uid-1', audiences: [], expirationSeconds: 3600 };

describe('service-account tokens', () => {
  let time = START;
  const key = newTokenKey();
  const tokens = new ServiceAccountTokens(key, () => time);

  test('say whose they are, for whom and how long', () => {
    const { token, expiresAt } = tokens.issue({ ...request, bound: { kind: 'Pod', name: 'p', uid: 'uid-2' } });
    expect(expiresAt).toEqual(new Date(START + 3_600_000));
    expect(tokens.verify(token)).toMatchObject({ namespace: 'shop', name: 'patroni', uid: 'uid-1', audiences: [API_AUDIENCE], bound: { kind: 'Pod', name: 'p', uid: 'uid-2' } });
  });

  test('outlive a restart with the same key and no other key', () => {
    const { token } = tokens.issue(request);
    expect(new ServiceAccountTokens(key, () => time).verify(token)).toBeDefined();
    expect(new ServiceAccountTokens(newTokenKey(), () => time).verify(token)).toBeUndefined();
  });

  test('end when they expire', () => {
    const { token } = tokens.issue(request);
    time = START + 3_600_000;
    expect(tokens.verify(token)).toBeUndefined();
    time = START;
  });

  test.each([
    ['no JWT', () => 'not-a-token'],
    ['a changed body', () => changed(1)],
    ['a changed signature', () => changed(2)],
    ['no algorithm', () => `${Buffer.from('{"alg":"none"}').toString('base64url')}.${tokens.issue(request).token.split('.')[1]}.`],
    ['a part too many', () => `${tokens.issue(request).token}.x`],
  ])('refuse %s', (_name, make) => expect(tokens.verify(make())).toBeUndefined());

  function changed(part: number): string {
    const parts = tokens.issue(request).token.split('.');
    const text = parts[part] ?? '';
    parts[part] = `${text.startsWith('A') ? 'B' : 'A'}${text.slice(1)}`;
    return parts.join('.');
  }
});
