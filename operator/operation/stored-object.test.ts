import { describe, expect, it } from '@jest/globals';
import type { KubeCache } from '../../kube/cache/kube-cache.js';
import type { KubeClient } from '../../kube/client/kube-client.js';
import type { Kind, KubeObject } from '../../kube/kube-object.js';
import { PGO_ACCOUNT } from '../../kube/kinds.js';
import { silentLogger } from '../../kube/logger.js';
import { ANNOTATION_OPERATION, ANNOTATION_REQUESTED_AT } from '../../schema/naming/labels.js';
import type { PostgresOperation } from '../../schema/resource/postgres-operation.js';
import { STORE_TIMEOUT_MS } from './operation-status.js';
import { storedObject } from './stored-object.js';

const CREATED = '2026-06-01T00:00:00Z';
const operation: PostgresOperation = {
  apiVersion: 'pgo.dev/v1', kind: 'PostgresOperation', metadata: { name: 'op', namespace: 'pgo', creationTimestamp: CREATED, annotations: { [ANNOTATION_REQUESTED_AT]: '2026-06-01T00:00:00.500Z' } },
  spec: { kind: 'UpdateAccount', requestedBy: 'admin', input: { name: 'ann' } },
};
const account = (by: string): KubeObject => ({ apiVersion: 'pgo.dev/v1', kind: 'PgoAccount', metadata: { name: 'ann', namespace: 'pgo', uid: 'u1', annotations: { [ANNOTATION_OPERATION]: by } } });
const another = (name: string, creationTimestamp: string, requestedAt?: string): PostgresOperation => ({
  ...operation, metadata: { name, namespace: 'pgo', creationTimestamp, ...(requestedAt === undefined ? {} : { annotations: { [ANNOTATION_REQUESTED_AT]: requestedAt } }) },
});
const others = [
  another('op-just-before', CREATED, '2026-06-01T00:00:00.499Z'), another('op-just-after', CREATED, '2026-06-01T00:00:00.501Z'),
  another('op-earlier', '2026-05-31T23:59:55Z'), another('op-at-once', CREATED), another('op-later', '2026-06-01T00:00:05Z'),
];

describe('an operation that ends with its object stored', () => {
  const cases: { name: string; object?: KubeObject; deletes?: boolean; afterMs?: number; done: boolean; code?: string }[] = [
    { name: 'is done when the object is as it made it', object: account('op'), done: true },
    { name: 'is not done while the object is still that of an earlier one', object: account('op-earlier'), done: false },
    { name: 'is done when a later one has changed the object since', object: account('op-later'), done: true },
    { name: 'is not done while the object is still that of one asked for a moment before', object: account('op-just-before'), done: false },
    { name: 'is done when one asked for a moment later has changed it', object: account('op-just-after'), done: true },
    { name: 'is done when another one of the same second, of which no more is known, has changed it', object: account('op-at-once'), done: true },
    { name: 'waits for an object that is yet to come', done: false },
    { name: 'fails when it never comes', afterMs: STORE_TIMEOUT_MS, done: false, code: 'INTERRUPTED' },
    { name: 'is done when what it deletes is gone', deletes: true, done: true },
    { name: 'waits for what it deletes', object: account('op-earlier'), deletes: true, done: false },
  ];
  it.each(cases)('$name', async ({ object, deletes = false, afterMs = 0, done, code }) => {
    const known: readonly KubeObject[] = [...others, ...(object === undefined ? [] : [object])];
    const cache = { get: (kind: Kind, { name }: { name: string }) => known.find((one) => one.kind === kind.kind && one.metadata.name === name) } as unknown as KubeCache;
    const clock = { now: () => Date.parse(CREATED) + afterMs, after: () => () => {} };
    const outcome = await storedObject(PGO_ACCOUNT, { deletes })
      .visit({ operation, cluster: undefined, cache, client: {} as KubeClient, clock, logger: silentLogger, isCancelRequested: false });
    expect({ done: outcome.steps.every((step) => step.done), code: outcome.error?.code }).toEqual({ done, code });
  });
});
