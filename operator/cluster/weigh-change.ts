/** How much a change of an object matters: running clusters write all the time without anything having happened. */
import { isDeepStrictEqual } from 'node:util';
import type { Change } from '../../kube/cache/kube-cache.js';
import type { KubeObject } from '../../kube/kube-object.js';
import { patroniLeaderName } from '../../schema/naming/names.js';
import { LABEL_CLUSTER, LABEL_INSTANCE } from '../../schema/naming/labels.js';

/** `nothing` but a sign of life, `progress` of positions in the WAL, or a `change` of how things are. */
export type Weight = 'nothing' | 'progress' | 'change';

/** What the leader writes into its lock at every turn, and what it writes as the WAL grows. */
const BEATS: ReadonlySet<string> = new Set(['renewTime']);
const POSITIONS: ReadonlySet<string> = new Set(['optime', 'slots', 'retain_slots']);
/** The annotation in which Patroni says how a member is, and its position in it. */
const MEMBER = 'status';
const MEMBER_POSITION = /"xlog_location": ?\d+/;

type Annotations = Readonly<Record<string, string>>;

const differing = (left: Annotations, right: Annotations): string[] =>
  [...new Set([...Object.keys(left), ...Object.keys(right)])].filter((name) => left[name] !== right[name]);

/** Everything of an object but its annotations and what every write changes. */
const rest = ({ metadata: { annotations: _annotations, resourceVersion: _version, managedFields: _fields, ...metadata }, ...object }: KubeObject & { metadata: { managedFields?: unknown } }): unknown =>
  ({ metadata, ...object });

const isOnlyPosition = (left: string | undefined, right: string | undefined): boolean =>
  left !== undefined && right !== undefined && left.replace(MEMBER_POSITION, '') === right.replace(MEMBER_POSITION, '');

/** Names of the annotations that differ, when nothing else does. */
const onlyAnnotations = ({ type, object, previous }: Change): readonly string[] | undefined => {
  if (type !== 'MODIFIED' || previous === undefined) return undefined;
  const names = differing(previous.metadata.annotations ?? {}, object.metadata.annotations ?? {});
  return names.length > 0 && isDeepStrictEqual(rest(previous), rest(object)) ? names : undefined;
};

const weighLock = (change: Change): Weight => {
  const names = onlyAnnotations(change);
  if (names?.every((name) => BEATS.has(name) || POSITIONS.has(name)) !== true) return 'change';
  return names.every((name) => BEATS.has(name)) ? 'nothing' : 'progress';
};

const weighMember = (change: Change): Weight => {
  const names = onlyAnnotations(change);
  const [before, after] = [change.previous, change.object].map((pod) => pod?.metadata.annotations?.[MEMBER]);
  return names?.length === 1 && names[0] === MEMBER && isOnlyPosition(before, after) ? 'progress' : 'change';
};

const weigh = (change: Change): Weight => {
  const { kind, metadata: { name, labels = {} } } = change.object;
  if (kind === 'ConfigMap' && name === patroniLeaderName(labels[LABEL_CLUSTER] ?? '')) return weighLock(change);
  return kind === 'Pod' && labels[LABEL_INSTANCE] !== undefined ? weighMember(change) : 'change';
};

/** Every loop is told the same change, and weighing one costs more than all else that is done about most. */
const weighed = new WeakMap<Change, Weight>();

/** Weighs a change of an object that belongs to a cluster; once, however many ask. */
export const weighChange = (change: Change): Weight => {
  const known = weighed.get(change);
  if (known !== undefined) return known;
  const weight = weigh(change);
  weighed.set(change, weight);
  return weight;
};
