import { errorMessage } from '../../kube/error-message.js';
import { kubeTime } from '../../kube/kube-time.js';
import { randomBytes } from 'node:crypto';
import { LABEL_CLUSTER, MANAGER_OPERATOR } from '../../schema/naming/labels.js';
import type { Writer } from '../../kube/client/kube-client.js';
import type { Clock } from '../../kube/clock.js';
import { EVENT } from '../../kube/core-kinds.js';
import type { KubeObject } from '../../kube/kube-object.js';
import type { Logger } from '../../kube/logger.js';

/** A happening on an object, for people. */
export interface Happening {
  readonly type: 'Normal' | 'Warning';
  readonly reason: string;
  readonly message: string;
}

/** Longest message that the API server takes in an Event. */
const MESSAGE_LENGTH_MAX = 1024;
/** Events written at the same time; more are dropped, they are only for people. */
const PENDING_MAX = 50;

/** Writes Kubernetes Events. Losing one does no harm, so nothing waits for them. */
export class EventRecorder {
  #pending = 0;

  constructor(private readonly dependencies: { readonly writer: Writer; readonly clock: Clock; readonly logger: Logger }) {}

  /** Tells of a happening on an object. */
  record(object: KubeObject, { type, reason, message }: Happening): void {
    if (this.#pending >= PENDING_MAX) return;
    const now = kubeTime(this.dependencies.clock.now());
    const { name, namespace, uid, labels } = object.metadata;
    const cluster = object.kind === 'PostgresCluster' ? name : labels?.[LABEL_CLUSTER];
    this.#pending += 1;
    void this.dependencies.writer.create(EVENT, {
      apiVersion: 'v1', kind: 'Event',
      metadata: { name: `${name}.${randomBytes(8).toString('hex')}`, namespace, ...(cluster === undefined ? {} : { labels: { [LABEL_CLUSTER]: cluster } }) },
      involvedObject: { apiVersion: object.apiVersion, kind: object.kind, name, namespace, uid: uid ?? '' },
      type, reason, message: message.slice(0, MESSAGE_LENGTH_MAX),
      firstTimestamp: now, lastTimestamp: now, count: 1, source: { component: MANAGER_OPERATOR }, reportingComponent: 'pgo.dev/operator',
    }, { manager: MANAGER_OPERATOR }).catch((error: unknown) => {
      this.dependencies.logger.debug({ reason, error: errorMessage(error) }, 'an event was not written');
    }).finally(() => {
      this.#pending -= 1;
    });
  }
}
