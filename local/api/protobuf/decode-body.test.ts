import { describe, expect, test } from '@jest/globals';
import { decodeProtobufBody } from './decode-body.js';

/** A field with bytes: its tag, its length, its content. */
const bytes = (number: number, content: Buffer | string): Buffer => {
  const value = Buffer.from(content);
  return Buffer.concat([Buffer.from([(number << 3) | 2, value.length]), value]);
};
const varint = (number: number, value: number): Buffer => Buffer.from([number << 3, value]);
const envelope = (apiVersion: string, kind: string, raw: Buffer): Buffer =>
  Buffer.concat([Buffer.from('k8s\0', 'latin1'), bytes(1, Buffer.concat([bytes(1, apiVersion), bytes(2, kind)])), bytes(2, raw)]);

const metadata = bytes(1, Buffer.concat([bytes(1, 'a'), bytes(2, ''), bytes(8, ''), bytes(11, Buffer.concat([bytes(1, 'x'), bytes(2, 'y')]))]));

describe('decodeProtobufBody', () => {
  test('a ConfigMap: maps, binary data as base64, empty fields left out', () => {
    const raw = Buffer.concat([metadata, bytes(2, Buffer.concat([bytes(1, 'k'), bytes(2, 'v')])), bytes(3, Buffer.concat([bytes(1, 'b'), bytes(2, Buffer.from([0, 1, 2]))]))]);
    expect(decodeProtobufBody(envelope('v1', 'ConfigMap', raw))).toEqual({
      apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'a', labels: { x: 'y' } }, data: { k: 'v' }, binaryData: { b: 'AAEC' },
    });
  });

  test('a pointer to zero is kept, a plain zero is not', () => {
    const spec = bytes(2, Buffer.concat([varint(1, 0), varint(5, 0)]));
    expect(decodeProtobufBody(envelope('apps/v1', 'Deployment', Buffer.concat([metadata, spec])))).toMatchObject({ spec: { replicas: 0 } });
    expect(decodeProtobufBody(envelope('apps/v1', 'Deployment', Buffer.concat([metadata, spec])))).not.toHaveProperty('spec.minReadySeconds');
  });

  test('a list in a message of its own, in a map', () => {
    const extra = bytes(5, Buffer.concat([bytes(1, 'scopes'), bytes(2, Buffer.concat([bytes(1, 'one'), bytes(1, 'two')]))]));
    expect(decodeProtobufBody(envelope('authorization.k8s.io/v1', 'SubjectAccessReview', bytes(2, Buffer.concat([bytes(3, 'u'), extra]))))).toMatchObject({
      spec: { user: 'u', extra: { scopes: ['one', 'two'] } },
    });
  });

  test.each([
    ['without its beginning', Buffer.from('{}')],
    ['of an unknown kind', envelope('v1', 'Nothing', Buffer.alloc(0))],
    ['that is cut', envelope('v1', 'ConfigMap', metadata).subarray(0, -3)],
    ['with a field that is too long', envelope('v1', 'ConfigMap', Buffer.from([0x0a, 0x7f, 1]))],
  ])('refuses a body %s', (_name, body) => {
    expect(() => decodeProtobufBody(body)).toThrow(expect.objectContaining({ reason: 'BadRequest' }) as unknown as Error);
  });
});
