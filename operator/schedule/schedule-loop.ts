import type { KubeCache } from '../../kube/cache/kube-cache.js';
import type { Writer } from '../../kube/client/kube-client.js';
import type { Clock } from '../../kube/clock.js';
import type { Logger } from '../../kube/logger.js';
import type { EventRecorder } from '../cluster/event-recorder.js';
import type { Alarm } from './alarm.js';

/** What the loop over schedules works with. */
export interface ScheduleLoop {
  readonly cache: KubeCache;
  readonly writer: Writer;
  readonly clock: Clock;
  readonly alarm: Alarm;
  readonly logger: Logger;
  readonly events: EventRecorder;
  /** Namespace of the operator: schedules in it may be for clusters of any namespace. */
  readonly namespace: string;
}
