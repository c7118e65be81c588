/** What Patroni's REST API answers, read with care: versions differ in what they leave out. */

/** An instance as its own Patroni sees it. */
export interface PatroniState {
  readonly role: string;
  readonly state: string;
  readonly timeline?: number;
  /** As PostgreSQL counts it: 150020. */
  readonly serverVersionNumber?: number;
  readonly startedAt?: string;
  readonly pendingRestart: boolean;
  /** Position written (leader) or replayed (replica), in bytes. */
  readonly walPosition?: number;
  /** Position received, of a replica, in bytes. */
  readonly receivedPosition?: number;
  /** Whether replay is paused. */
  readonly replayPaused: boolean;
  readonly isSyncStandby: boolean;
  /** Whether the cluster has no leader now. */
  readonly unlocked: boolean;
  /** What the leader sends to, of a leader. */
  readonly replication: readonly { readonly name: string; readonly state: string; readonly syncState: string }[];
}

/** The cluster as one member sees it. */
export interface PatroniCluster {
  readonly members: readonly PatroniClusterMember[];
  readonly paused: boolean;
}

/** One member of the list. */
export interface PatroniClusterMember {
  readonly name: string;
  /** `leader`, `standby_leader`, `sync_standby` or `replica`. */
  readonly role: string;
  readonly state: string;
  readonly timeline?: number;
  /** Undefined of the leader and where it is not known. */
  readonly lagBytes?: number;
  readonly pendingRestart: boolean;
}

/** A timeline that ended, and why. */
export interface PatroniTimeline {
  readonly timeline: number;
  /** Where it ended, in bytes. */
  readonly walPosition: number;
  readonly reason: string;
  readonly endedAt?: string;
  readonly newLeader?: string;
}

type Fields = Record<string, unknown>;
const fieldsOf = (value: unknown): Fields => (value !== null && typeof value === 'object' && !Array.isArray(value) ? (value as Fields) : {});
const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? (value as unknown[]) : []);
const textOf = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);
const numberOf = (value: unknown): number | undefined => (typeof value === 'number' && Number.isFinite(value) ? value : undefined);

/** Reads the answer of `/patroni`; undefined when it is none. */
export const parsePatroniState = (value: unknown): PatroniState | undefined => {
  const fields = fieldsOf(value);
  const [role, state] = [textOf(fields['role']), textOf(fields['state'])];
  if (role === undefined || state === undefined) return undefined;
  const wal = fieldsOf(fields['xlog']);
  return {
    role, state,
    timeline: numberOf(fields['timeline']),
    serverVersionNumber: numberOf(fields['server_version']),
    startedAt: textOf(fields['postmaster_start_time']),
    pendingRestart: fields['pending_restart'] === true,
    walPosition: numberOf(wal['location']) ?? numberOf(wal['replayed_location']),
    receivedPosition: numberOf(wal['received_location']),
    replayPaused: wal['paused'] === true,
    isSyncStandby: fields['sync_standby'] === true,
    unlocked: fields['cluster_unlocked'] === true,
    replication: listOf(fields['replication']).map(fieldsOf).map((row) => ({
      name: textOf(row['application_name']) ?? '', state: textOf(row['state']) ?? 'unknown', syncState: textOf(row['sync_state']) ?? 'unknown',
    })),
  };
};

/** Reads the answer of `/cluster`; undefined when it is none. */
export const parsePatroniCluster = (value: unknown): PatroniCluster | undefined => {
  const fields = fieldsOf(value);
  if (!Array.isArray(fields['members'])) return undefined;
  return {
    paused: fields['pause'] === true,
    members: listOf(fields['members']).map(fieldsOf).map((member) => ({
      name: textOf(member['name']) ?? '', role: textOf(member['role']) ?? 'unknown', state: textOf(member['state']) ?? 'unknown',
      timeline: numberOf(member['timeline']), lagBytes: numberOf(member['lag']), pendingRestart: member['pending_restart'] === true,
    })),
  };
};

/** Reads the answer of `/history`: rows of timeline, position, reason, time and new leader. */
export const parsePatroniHistory = (value: unknown): readonly PatroniTimeline[] | undefined => {
  if (!Array.isArray(value)) return undefined;
  return listOf(value).flatMap((row) => {
    const [timeline, position, reason, endedAt, newLeader] = listOf(row);
    const number = numberOf(timeline);
    if (number === undefined) return [];
    return [{ timeline: number, walPosition: numberOf(position) ?? 0, reason: textOf(reason) ?? '', endedAt: textOf(endedAt), newLeader: textOf(newLeader) }];
  });
};
