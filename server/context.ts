import type { KubeCache } from '../kube/cache/kube-cache.js';
import type { PodAccess } from '../kube/client/kube-connection.js';
import type { KubeClient } from '../kube/client/kube-client.js';
import type { Clock } from '../kube/clock.js';
import type { Logger } from '../kube/logger.js';
import type { AuditLog } from './audit/audit-log.js';
import type { Directory } from './auth/directory.js';
import type { Viewer } from './auth/viewer.js';
import type { Live } from './live/live.js';
import type { Standing } from './live/standings.js';
import type { ServerSettings } from './settings.js';

/** What resolvers work with; one for the whole server. */
export interface Services {
  readonly cache: KubeCache;
  readonly client: KubeClient;
  /** Logs of pods and commands in them. */
  readonly pods?: Pick<PodAccess, 'logs' | 'exec'> | undefined;
  readonly settings: ServerSettings;
  readonly live: Live;
  /** What was done and refused. */
  readonly audit?: AuditLog;
  /** Accounts and roles. */
  readonly directory: Directory;
  readonly logger: Logger;
  readonly clock: Clock;
}

/** What a resolver gets beside its arguments; one for each request, or for each WebSocket operation. */
export interface Context {
  readonly viewer: Viewer;
  /** Address that the request came from. */
  readonly address?: string | undefined;
  readonly services: Services;
  /** Requests that the account has left at this moment. */
  readonly requestsLeft?: number | undefined;
  /** What an open subscription stands on; set when the rules let it through. */
  standing?: Standing;
  /** Names this request in logs and in errors. */
  readonly correlationId: string;
  /** The caller's span that this request is a part of, as a header `traceparent`. */
  readonly traceParent?: string | undefined;
}
