import { describe, expect, it } from '@jest/globals';
import { scramMatches, scramVerifier } from './scram.js';

describe('scramVerifier', () => {
  it('makes what PostgreSQL makes', () => {
    // From RFC 7677, section 3: user "user", password "pencil".
    const verifier = scramVerifier('pencil', Buffer.from('W22ZaJ0SNY7soEsUEjb6gQ==', 'base64'));
    expect(verifier).toBe('SCRAM-SHA-256$4096:W22ZaJ0SNY7soEsUEjb6gQ==$WG5d8oPm3OtcPnkdi4Uo7BkeZkBFzpcXkuLmtbsT4qY=:wfPLwcE6nTWhTAmQ7tl2KeoiWGPlZqQxSrmfPwDl2dU=');
    expect(scramMatches('pencil', verifier)).toBe(true);
    expect(scramMatches('pen', verifier)).toBe(false);
    expect(scramMatches('pencil', null)).toBe(false);
    expect(scramMatches('pencil', 'md5abc')).toBe(false);
  });
});
