import { badRequest } from '../errors.js';
import { decodeMessage, isKnownMessage } from './decode-message.js';
import { readFields } from './wire-reader.js';

/** The media type in which typed clients, kubectl create among them, send objects of builtin kinds. */
export const PROTOBUF = 'application/vnd.kubernetes.protobuf';

/** What every such body begins with. */
const MAGIC = Buffer.from('k8s\0', 'latin1');

/** Reads a body as the object it is. Throws BadRequest for bytes that are none, and for kinds that have no such form. */
export function decodeProtobufBody(bytes: Buffer): Record<string, unknown> {
  try {
    if (!bytes.subarray(0, MAGIC.length).equals(MAGIC)) throw new RangeError('the body does not begin like an object');
    const { apiVersion, kind, raw } = readEnvelope(bytes.subarray(MAGIC.length));
    const name = messageName(apiVersion, kind);
    if (!isKnownMessage(name)) throw badRequest(`no kind "${kind}" is known in version "${apiVersion}" as protobuf: send it as application/json`);
    return { apiVersion, kind, ...decodeMessage(name, raw) };
  } catch (error) {
    if (error instanceof RangeError || error instanceof SyntaxError) throw badRequest(`couldn't read the protobuf body: ${error.message}`);
    throw error;
  }
}

/** The envelope of an object (runtime.Unknown): its type, and the object itself. */
function readEnvelope(envelope: Buffer): { apiVersion: string; kind: string; raw: Buffer } {
  const result: { apiVersion: string; kind: string; raw: Buffer } = { apiVersion: '', kind: '', raw: Buffer.alloc(0) };
  for (const { number, value } of readFields(envelope)) {
    if (number === 2 && Buffer.isBuffer(value)) result.raw = value;
    if (number !== 1 || !Buffer.isBuffer(value)) continue;
    for (const part of readFields(value)) {
      if (part.number === 1) result.apiVersion = String(part.value);
      if (part.number === 2) result.kind = String(part.value);
    }
  }
  return result;
}

/** Messages are named after the first part of their group: `apps.Deployment`, `core.Pod`, `autoscaling.v2.HorizontalPodAutoscaler`. */
function messageName(apiVersion: string, kind: string): string {
  if (kind === 'DeleteOptions') return 'meta.DeleteOptions';
  const [group, version] = apiVersion.includes('/') ? apiVersion.split('/') : ['core', apiVersion];
  const first = group?.split('.')[0] ?? '';
  return version === 'v1' ? `${first}.${kind}` : `${first}.${version ?? ''}.${kind}`;
}
