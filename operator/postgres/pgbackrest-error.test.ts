import { describe, expect, test } from '@jest/globals';
import { parseBackrestError, repositorySentence } from './pgbackrest-error.js';

describe('parseBackrestError', () => {
  test.each<[string, string, { readonly number?: number; readonly message: string } | undefined]>([
    ['a sentence with its number', 'P00   INFO: begin\nP00  ERROR: [050]: unable to acquire lock', { number: 50, message: 'unable to acquire lock.' }],
    ['a storage service that refuses', `ERROR: [039]: HTTP request failed with 403 (Forbidden):
       *** Path/Query ***:
       GET /backups/?list-type=2
       *** Request Headers ***:
       authorization: <redacted>
       *** Response Content ***:
       <?xml version="1.0"?><Error><Code>InvalidAccessKeyId</Code><Message>The access key is not known.</Message></Error>`, { number: 39, message: 'the storage service refused a request with 403 (Forbidden): InvalidAccessKeyId: The access key is not known.' }],
    ['one without a body', 'ERROR: [039]: HTTP request failed with 503 (Service Unavailable):', { number: 39, message: 'the storage service refused a request with 503 (Service Unavailable).' }],
    ['nothing', 'P00   INFO: end', undefined],
  ])('%s', (_name, output, expected) => {
    expect(parseBackrestError(output)).toEqual(expected);
  });
});

describe('repositorySentence', () => {
  test.each([
    ['a refusal of the storage service', '[ProtocolError] HTTP request failed with 403 (Forbidden):\n*** Path/Query ***:\nGET /b/?x=1\n*** Response Content ***:\n<Error><Code>SignatureDoesNotMatch</Code><Message>Check your key.</Message></Error>', 'the storage service refused a request with 403 (Forbidden): SignatureDoesNotMatch: Check your key.'],
    ['several lines with a hint', '[FileMissingError] unable to load info file:\n  the file is missing\n  HINT: has a stanza-create been performed?', 'unable to load info file: the file is missing.'],
    ['a word', 'other', 'other.'],
  ])('%s', (_name, note, expected) => {
    expect(repositorySentence(note)).toBe(expected);
  });
});
