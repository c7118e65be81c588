import type { ApiAccess, ObjectKey } from '../api-access.js';
import type { KubeObject } from '../object.js';
import { keyOf } from './plan.js';

/** What a controller tells about one of its objects. */
export interface Told {
  readonly type: 'Normal' | 'Warning';
  readonly reason: string;
  readonly message: string;
}

/** A write that a controller has made, and the object as it was before. */
export interface WrittenChild {
  readonly verb: 'create' | 'delete' | 'update';
  readonly object: KubeObject;
  readonly before?: KubeObject | undefined;
}

type Tell = (written: WrittenChild, owner: KubeObject) => Told | undefined;

const normal = (reason: string, message: string): Told => ({ type: 'Normal', reason, message });
const madeOrGone = (verb: 'create' | 'delete', message: string): Told => normal(verb === 'create' ? 'SuccessfulCreate' : 'SuccessfulDelete', message);
const DONE = { create: 'Created', delete: 'Deleted' } as const;

/** What each kind of workload tells of the objects that are made and deleted for it, in the words of the real controllers. */
const tellers: Readonly<Record<string, Tell>> = {
  ReplicaSet: tellOfPod,
  DaemonSet: tellOfPod,
  Job: (written) => (written.object.kind === 'Job' ? tellOfVerdict(written) : tellOfPod(written)),
  CronJob: ({ verb, object }) => (object.kind !== 'Job' || verb === 'update' ? undefined : madeOrGone(verb, `${DONE[verb]} job ${object.metadata.name}`)),
  StatefulSet: ({ verb, object: { kind, metadata } }, owner) => {
    if (verb === 'update' || (kind !== 'Pod' && verb === 'delete') || kind === 'ControllerRevision') return undefined;
    const made = kind === 'Pod' ? `Pod ${metadata.name} in StatefulSet ${owner.metadata.name} successful` : `Claim ${metadata.name} in StatefulSet ${owner.metadata.name} success`;
    return madeOrGone(verb, `${verb} ${made}`);
  },
  Deployment: ({ verb, object, before }) => {
    if (object.kind !== 'ReplicaSet' || verb === 'delete') return undefined;
    const [from, to] = [before === undefined ? 0 : replicasOf(before), replicasOf(object)];
    return from === to ? undefined : normal('ScalingReplicaSet', `Scaled ${to > from ? 'up' : 'down'} replica set ${object.metadata.name} from ${from} to ${to}`);
  },
};

function tellOfPod({ verb, object: { kind, metadata } }: WrittenChild): Told | undefined {
  if (kind !== 'Pod' || verb === 'update') return undefined;
  return madeOrGone(verb, `${DONE[verb]} pod: ${metadata.name}`);
}

/** The end of a job, and its pauses. */
function tellOfVerdict({ object, before }: WrittenChild): Told | undefined {
  const added = conditionsOf(object).find(({ type, status }) => !conditionsOf(before).some((old) => old.type === type && old.status === status));
  if (added?.type === 'Complete') return normal('Completed', 'Job completed');
  if (added?.type === 'Suspended') return normal(added.status === 'True' ? 'Suspended' : 'Resumed', added.status === 'True' ? 'Job suspended' : 'Job resumed');
  return added?.type === 'Failed' ? { type: 'Warning', reason: added.reason ?? 'Failed', message: added.message ?? '' } : undefined;
}

function conditionsOf(object: KubeObject | undefined): readonly { type: string; status: string; reason?: string; message?: string }[] {
  return (object?.status as { conditions?: { type: string; status: string; reason?: string; message?: string }[] } | undefined)?.conditions ?? [];
}

function replicasOf({ spec }: KubeObject): number {
  return (spec as { replicas?: number }).replicas ?? 0;
}

/** What is told of a write that a controller made for an object; undefined when it is nobody's business. */
export function toldOf(ownerKind: string, written: WrittenChild, owner: KubeObject): Told | undefined {
  return tellers[ownerKind]?.(written, owner);
}

/** The access that a visit gets: what it writes is told as Events of the visited object. */
export function tellingAccess(access: ApiAccess, ownerKind: string, key: ObjectKey, tell: (owner: KubeObject, told: Told) => void): ApiAccess {
  if (tellers[ownerKind] === undefined) return access;
  const owner = (): KubeObject | undefined => access.get(resourceOf(ownerKind), key);
  const report = (written: WrittenChild): void => {
    const about = owner();
    const told = about && toldOf(ownerKind, written, about);
    if (about && told) tell(about, told);
  };
  return {
    ...access,
    create: async (resource, object) => {
      const made = await access.create(resource, object);
      report({ verb: 'create', object: made });
      return made;
    },
    update: async (resource, object, subresource) => {
      const before = access.get(resource, keyOf(object));
      const written = await access.update(resource, object, subresource);
      report({ verb: 'update', object: written, before });
      return written;
    },
    delete: async (resource, target, options) => {
      const before = access.get(resource, target);
      const left = await access.delete(resource, target, options);
      if (before && !before.metadata.deletionTimestamp) report({ verb: 'delete', object: before });
      return left;
    },
  };
}

const resourceOf = (kind: string): { group: string; version: string; plural: string } => ({ group: ['Job', 'CronJob'].includes(kind) ? 'batch' : 'apps', version: 'v1', plural: `${kind.toLowerCase()}s` });
