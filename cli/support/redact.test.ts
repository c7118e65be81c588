import { describe, expect, it } from '@jest/globals';
import { redact } from './redact.js';

const SECRET = 'Tr0ub4dor-and-3';

describe('redact', () => {
  it.each([
    ['a URI', `postgresql://hippo:${SECRET}@hippo-primary:5432/hippo`],
    ['a statement in a log', `ERROR: syntax error STATEMENT: ALTER ROLE hippo PASSWORD '${SECRET}' VALID`],
    ['a statement with quotes in it', `CREATE ROLE x password E'it''s ${SECRET}'`],
    ['a parameter', `could not connect: host=h user=u password=${SECRET} dbname=d`],
    ['JSON', JSON.stringify({ password: SECRET, other: 1 })],
    ['JSON within JSON', JSON.stringify(JSON.stringify({ token: SECRET }))],
    ['a header', `authorization: Bearer ${SECRET}`],
    ['YAML', `secretKey: a\naccess_key: ${SECRET}\n`],
    ['a verifier', `SCRAM-SHA-256$4096:c2FsdA==$${Buffer.from(SECRET).toString('base64')}:c2VydmVy`],
    ['a private key', `-----BEGIN EC PRIVATE KEY-----\n${SECRET}\n-----END EC PRIVATE KEY-----`],
  ])('takes it out of %s', (_name, text) => {
    const clean = redact(text);
    expect(clean).toContain('[redacted]');
    expect(clean).not.toContain(SECRET);
    expect(clean).not.toContain(Buffer.from(SECRET).toString('base64'));
  });

  it.each(['password authentication failed for user "hippo"', 'GRANT SELECT ON TABLE tokens', 'https://example.org:8443/graphql', 'passwordSecret is not there'])('leaves "%s" alone', (text) => {
    expect(redact(text)).toBe(text);
  });
});
