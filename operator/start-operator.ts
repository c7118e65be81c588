import { systemClock, type Clock } from '../kube/clock.js';
import { startElection } from '../kube/lease/leader-election.js';
import type { AccessOutcome } from './database/wanted-access.js';
import { runBackupLoop } from './backup/run-backup-loop.js';
import { EventRecorder } from './cluster/event-recorder.js';
import type { InstanceFacts } from './cluster/instance-facts.js';
import type { ReceiverFacts } from './cluster/observed-standby.js';
import type { ReplicationFacts } from './cluster/replication-facts.js';
import { LookRequests } from './cluster/look-requests.js';
import type { BackupProgress } from '../schema/resource/postgres-backup.js';
import type { VolumeUsage } from '../schema/storage/volume-usage.js';
import type { RepositoryLook } from './cluster/repository-look.js';
import { runClusterLoop } from './cluster/run-cluster-loop.js';
import { WrittenStatuses } from './cluster/written-statuses.js';
import { runDrainLoop } from './drain/run-drain-loop.js';
import { runFailoverLoop } from './failover/run-failover-loop.js';
import { DatabaseDesk } from './instance/database-desk.js';
import type { SettingsFacts } from './instance/read-settings.js';
import { operationHandlers } from './operation-handlers.js';
import type { KeptDataFacts } from './instance/kept-data-facts.js';
import type { WalDivergence } from './instance/wal-divergence.js';
import type { OperatorOptions } from './operator-options.js';
import { runOperationLoop } from './operation/run-operation-loop.js';
import { runInitialPolicies } from './policy/run-initial-policies.js';
import { nodeScheduleAlarm } from './schedule/alarm.js';
import { runScheduleLoop } from './schedule/run-schedule-loop.js';
import { FAILOVER_TIMES_DEFAULT } from './postgres/patroni-config.js';

/** A running operator. */
export interface Operator {
  /** Whether this process acts. */
  readonly leading: boolean;
  /** Whether any process is known to act. */
  readonly isLeaderKnown: boolean;
  /** Lets visits under way end, lets the lease go. */
  stop(): Promise<void>;
}

/** Name of the Lease that elects the process that acts. */
export const OPERATOR_LEASE = 'pgo-operator';

/** Starts the operator: it acts once the cache is synced and the lease is held. */
export const startOperator = (options: OperatorOptions): Operator => {
  const { client, cache, logger, clock = systemClock, random = Math.random } = options;
  const election = startElection({
    client, clock, random, logger, times: options.leaseTimes,
    lease: { namespace: options.namespace, name: OPERATOR_LEASE }, identity: options.identity,
    lead: () => {
      const abort = new AbortController();
      const running = cache.whenSynced().then(() => (abort.signal.aborted ? [] : startLoops(options, { clock, random })));
      return async () => {
        abort.abort();
        if (cache.synced) await Promise.all((await running).map((stop) => stop()));
      };
    },
  });
  return {
    get leading() {
      return election.leading;
    },
    get isLeaderKnown() {
      return election.leader !== undefined;
    },
    stop: () => election.stop(),
  };
};

const startLoops = (options: OperatorOptions, { clock, random }: { clock: Clock; random: () => number }): (() => Promise<void>)[] => {
  const { client, cache, logger, catalogue } = options;
  const replication = new DatabaseDesk<ReplicationFacts>({ clock, random });
  const events = new EventRecorder({ writer: client, clock, logger });
  const looks = new DatabaseDesk<RepositoryLook>({ clock, random });
  const requests = new LookRequests();
  const lookAgain = (namespace: string, name: string): void => requests.ask(namespace, name);
  const backups = runBackupLoop({
    cache, client, pods: options.pods, clock, logger, catalogue, events, looks, lookAgain,
    progress: new DatabaseDesk<BackupProgress>({ clock, random }), removals: new DatabaseDesk<true>({ clock, random }),
  }, random);
  const stopClusters = runClusterLoop({
    cache, writer: client, reader: client, pods: options.pods, clock, logger, catalogue,
    settings: {
      serviceAddressing: options.serviceAddressing ?? 'name', watchesNodes: options.watchesNodes ?? true, storageClass: options.storageClass,
      failover: options.failover ?? FAILOVER_TIMES_DEFAULT,
      ...(options.networkPolicies === true ? { networkPolicies: { controlPlaneNamespace: options.namespace } } : {}),
    },
    written: new WrittenStatuses(),
    events,
    applications: new DatabaseDesk<AccessOutcome>({ clock, random }),
    poolers: new DatabaseDesk<true>({ clock, random }),
    passwords: new DatabaseDesk<string>({ clock, random }),
    certificates: new DatabaseDesk<true>({ clock, random }),
    repositories: {
      pods: options.pods, clock, requests, onLook: backups.visitSoon, looks, stanzas: new DatabaseDesk<true>({ clock, random }),
    },
    streams: new DatabaseDesk<true>({ clock, random }),
    promotions: new DatabaseDesk<boolean>({ clock, random }),
    divergences: new DatabaseDesk<WalDivergence>({ clock, random }),
    configurations: new DatabaseDesk<SettingsFacts>({ clock, random }),
    keptData: new DatabaseDesk<KeptDataFacts>({ clock, random }),
    volumes: new DatabaseDesk<VolumeUsage | null>({ clock, random }),
    restarts: new DatabaseDesk<true>({ clock, random }),
    receivers: new DatabaseDesk<ReceiverFacts>({ clock, random }),
    facts: new DatabaseDesk<InstanceFacts>({ clock, random }),
    replication,
  }, random);
  return [
    stopClusters,
    () => backups.stop(),
    runFailoverLoop({ cache, client, clock, logger, versions: catalogue.map(({ version }) => version) }, random),
    runDrainLoop({ cache, writer: client, clock, logger, versions: catalogue.map(({ version }) => version) }, random),
    runInitialPolicies({ cache, writer: client, clock, logger }, random),
    runScheduleLoop({
      cache, writer: client, clock, logger, events: new EventRecorder({ writer: client, clock, logger }), namespace: options.namespace, alarm: nodeScheduleAlarm,
    }, random),
    runOperationLoop({ cache, client, clock, logger, handlers: operationHandlers(options, { replication, lookAgain }) }, random),
  ];
};
