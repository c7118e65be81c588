import type { KubeObject } from '../../object.js';
import { StatusError } from '../../status-error.js';
import type { BoundObject } from '../auth/service-account-tokens.js';
import { invalid, methodNotAllowed, notFound } from '../errors.js';
import type { ApiRequest } from './api-request.js';
import { sendJson } from './respond.js';
import type { ResourcePath, SpecialParts } from './special-paths.js';
import { readRequestBody } from './write-requests.js';

const DEFAULT_SECONDS = 3600;
const SHORTEST_SECONDS = 600;
const LONGEST_SECONDS = 2 ** 32;
const core = (plural: string): { group: string; version: string; plural: string } => ({ group: '', version: 'v1', plural });
const BOUND = { Pod: core('pods'), Secret: core('secrets'), Node: core('nodes') } as const;

interface TokenRequestSpec {
  readonly audiences?: readonly string[];
  readonly expirationSeconds?: number;
  readonly boundObjectRef?: { readonly kind?: string; readonly name?: string; readonly uid?: string };
}

/** POST serviceaccounts/NAME/token: issues a token. */
export async function requestToken({ access, tokens }: SpecialParts, http: ApiRequest, { path, verb }: { path: ResourcePath; verb: string }): Promise<void> {
  if (verb !== 'create') throw methodNotAllowed();
  const { namespace = '', name = '' } = path;
  const account = access.get(core('serviceaccounts'), { namespace, name });
  if (!account) throw notFound(core('serviceaccounts'), name);
  const request = ((await readRequestBody(http)).value ?? {}) as KubeObject;
  const spec = (request.spec ?? {}) as TokenRequestSpec;
  const expirationSeconds = checkedDuration(spec, name);
  const bound = boundObject(spec, (kind, key) => access.get(BOUND[kind], kind === 'Node' ? { name: key } : { namespace, name: key }));
  const { token, expiresAt } = tokens.issue({ namespace, name, uid: account.metadata.uid ?? '', audiences: spec.audiences ?? [], expirationSeconds, ...(bound ? { bound } : {}) });
  const answer = {
    kind: 'TokenRequest',
    apiVersion: 'authentication.k8s.io/v1',
    metadata: { name, namespace, creationTimestamp: null },
    spec: { audiences: spec.audiences?.length ? spec.audiences : ['https://kubernetes.default.svc.cluster.local'], expirationSeconds, boundObjectRef: spec.boundObjectRef ?? null },
    status: { token, expirationTimestamp: `${expiresAt.toISOString().slice(0, 19)}Z` },
  };
  sendJson(http.response, 201, JSON.stringify(answer));
}

function checkedDuration({ expirationSeconds = DEFAULT_SECONDS }: TokenRequestSpec, name: string): number {
  const fault =
    expirationSeconds < SHORTEST_SECONDS ? 'may not specify a duration less than 10 minutes'
    : expirationSeconds > LONGEST_SECONDS ? 'may not specify a duration larger than 2^32 seconds'
    : undefined;
  if (fault === undefined) return expirationSeconds;
  throw invalid({ group: 'authentication.k8s.io', kind: 'TokenRequest' }, name, [
    { reason: 'FieldValueInvalid', message: `Invalid value: ${expirationSeconds}: ${fault}`, field: 'spec.expirationSeconds' },
  ]);
}

function boundObject({ boundObjectRef: ref }: TokenRequestSpec, find: (kind: BoundObject['kind'], name: string) => KubeObject | undefined): BoundObject | undefined {
  if (!ref) return undefined;
  const kind = ref.kind as BoundObject['kind'];
  if (!(kind in BOUND)) throw new StatusError(400, 'BadRequest', `cannot bind token for serviceaccount to object of kind ${String(ref.kind)}`);
  const found = find(kind, ref.name ?? '');
  if (!found) throw notFound(BOUND[kind], ref.name ?? '');
  if (ref.uid && ref.uid !== found.metadata.uid) {
    throw new StatusError(409, 'Conflict', `Operation cannot be fulfilled on ${BOUND[kind].plural} "${ref.name ?? ''}": the UID in the bound object reference (${ref.uid}) does not match the UID in record. The object might have been deleted and then recreated`, { name: ref.name ?? '', kind: BOUND[kind].plural });
  }
  return { kind, name: found.metadata.name, uid: found.metadata.uid ?? '' };
}
