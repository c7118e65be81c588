import { createHash } from 'node:crypto';
import { ANNOTATION_RENEWAL, ANNOTATION_SERVER_CERTIFICATE } from '../../schema/naming/labels.js';
import { EXPORTER_CONTAINER } from '../monitoring/exporter.js';
import { BACKREST_CONTAINER } from '../postgres/pgbackrest-layout.js';
import { canonical } from './apply-owned.js';
import { DATABASE_CONTAINER } from '../../schema/naming/names.js';
import { WAL_DIRECTORY_VARIABLE } from '../storage/wal-volume.js';
import type { ObservedInstance } from './world.js';

interface Container {
  readonly name: string;
  readonly image?: string;
  readonly env?: readonly { readonly name: string; readonly value?: string }[];
  readonly resources?: unknown;
}

interface PodSpec extends Readonly<Record<string, unknown>> {
  readonly containers?: readonly Container[];
  readonly affinity?: { readonly podAntiAffinity?: Readonly<Record<string, unknown>> };
}

/** A pod, or the template that one is made of. */
export interface PodTemplate {
  readonly metadata?: { readonly annotations?: Readonly<Record<string, string>> };
  readonly spec?: PodSpec;
}

/** Where `kubectl rollout restart` notes down that it was asked for. */
const ANNOTATION_RESTARTED_AT = 'kubectl.kubernetes.io/restartedAt';
/** Set where data or WAL are elsewhere than in the shared file, and where PostgreSQL's programs are. */
const MEANINGFUL_VARIABLES: ReadonlySet<string> = new Set(['PATRONI_POSTGRESQL_DATA_DIR', 'PATH', WAL_DIRECTORY_VARIABLE]);

/**
 * What an instance is replaced for: only what somebody asked for, in the cluster or in the image catalogue. All else of
 * a template is the control plane's own, and waits until a pod is made for another reason, so that an upgrade of the
 * control plane restarts no database. Keys may be added later: one that a pod's note does not have is not compared.
 */
const partsOf = ({ metadata, spec = {} }: PodTemplate): Readonly<Record<string, unknown>> => {
  const { containers = [], affinity } = spec;
  const named = (name: string): Container | undefined => containers.find((container) => container.name === name);
  const database = named(DATABASE_CONTAINER);
  return {
    image: database?.image,
    environment: database?.env?.filter(({ name }) => MEANINGFUL_VARIABLES.has(name)),
    resources: database?.resources,
    exporter: named(EXPORTER_CONTAINER) !== undefined,
    backups: named(BACKREST_CONTAINER) !== undefined,
    certificate: metadata?.annotations?.[ANNOTATION_SERVER_CERTIFICATE],
    nodeSelector: spec['nodeSelector'],
    tolerations: spec['tolerations'],
    priorityClassName: spec['priorityClassName'],
    imagePullSecrets: spec['imagePullSecrets'],
    separateNodes: affinity?.podAntiAffinity?.['requiredDuringSchedulingIgnoredDuringExecution'],
  };
};

const shortHash = (value: unknown): string => createHash('sha256').update(canonical(value ?? null)).digest('hex').slice(0, 8);

/** The template with a note of what it is to be replaced for, which its pods get from it. */
export const withRenewalNote = <T extends PodTemplate>(template: T): T => {
  const note = Object.fromEntries(Object.entries(partsOf(template)).map(([key, value]) => [key, shortHash(value)]));
  return { ...template, metadata: { ...template.metadata, annotations: { ...template.metadata?.annotations, [ANNOTATION_RENEWAL]: JSON.stringify(note) } } };
};

const noteOf = ({ metadata }: PodTemplate): Readonly<Record<string, unknown>> | undefined => {
  try {
    const note = JSON.parse(metadata?.annotations?.[ANNOTATION_RENEWAL] ?? '') as unknown;
    return typeof note === 'object' && note !== null ? (note as Record<string, unknown>) : undefined;
  } catch {
    return undefined;
  }
};

const restartedAt = ({ metadata }: PodTemplate): string => metadata?.annotations?.[ANNOTATION_RESTARTED_AT] ?? '';

/** Whether everything wanted is there; what Kubernetes or a webhook has added beside it does not matter. */
const holds = (there: unknown, wanted: unknown): boolean => {
  if (wanted === undefined) return true;
  if (Array.isArray(wanted)) return Array.isArray(there) && wanted.every((one) => there.some((other) => holds(other, one)));
  if (wanted === null || typeof wanted !== 'object') return there === wanted;
  return there !== null && typeof there === 'object' && Object.entries(wanted).every(([key, value]) => holds((there as Record<string, unknown>)[key], value));
};

/** Whether a pod lacks something that its template was asked for. A pod from before the note is compared part by part. */
export const differsInWhatWasAskedFor = (pod: PodTemplate, template: PodTemplate): boolean => {
  if (restartedAt(pod) !== restartedAt(template)) return true;
  const [has, wants] = [noteOf(pod), noteOf(template)];
  if (has !== undefined && wants !== undefined) return Object.entries(wants).some(([key, value]) => has[key] !== undefined && has[key] !== value);
  return pod.spec?.containers !== undefined && !holds(partsOf(pod), partsOf(template));
};

/** Whether an instance's pod is of an earlier template, and of which kind of difference. */
export const outdatedBy = ({ statefulSet, pod }: ObservedInstance): 'nothing' | 'control plane' | 'request' => {
  const revision = statefulSet?.status?.updateRevision;
  const has = pod?.metadata.labels?.['controller-revision-hash'];
  if (pod === undefined || revision === undefined || revision === '' || has === undefined || has === revision || pod.metadata.deletionTimestamp !== undefined) return 'nothing';
  return differsInWhatWasAskedFor(pod as PodTemplate, (statefulSet?.spec?.['template'] ?? {}) as PodTemplate) ? 'request' : 'control plane';
};
