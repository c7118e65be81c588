/** What Patroni says of a member in the annotation `status` of its pod. */
export interface PatroniMember {
  readonly role: string;
  readonly state: string;
  readonly timeline?: number;
  /** Position in the WAL, in bytes: written by the leader, replayed by a replica. */
  readonly walPosition?: number;
  readonly pendingRestart: boolean;
}

const numberOf = (value: unknown): number | undefined => (typeof value === 'number' && Number.isFinite(value) ? value : undefined);

/** Reads the annotation; undefined when there is none or it makes no sense. */
export const parsePatroniMember = (annotation: string | undefined): PatroniMember | undefined => {
  if (annotation === undefined) return undefined;
  try {
    const value = JSON.parse(annotation) as Record<string, unknown>;
    return {
      role: typeof value['role'] === 'string' ? value['role'] : 'unknown',
      state: typeof value['state'] === 'string' ? value['state'] : 'unknown',
      timeline: numberOf(value['timeline']),
      walPosition: numberOf(value['xlog_location']),
      pendingRestart: value['pending_restart'] === true,
    };
  } catch {
    return undefined;
  }
};

/** What Patroni keeps in its store about the whole cluster. */
export interface PatroniStore {
  /** Whether a first instance was set up. */
  readonly initialized: boolean;
  /** Whether an instance has claimed to set the first one up, and has not done so yet. */
  readonly bootstrapping: boolean;
  /** Member that holds the leader lock. */
  readonly leader?: string;
  /** Position in the WAL that the leader last told, in bytes. */
  readonly leaderWalPosition?: number;
  /** Members that are in step with the leader. */
  readonly inStep: readonly string[];
  /** Dynamic configuration as text. */
  readonly dynamicConfig?: string;
}

type Annotations = Readonly<Record<string, string>> | undefined;

/** Reads the annotations of Patroni's ConfigMaps. */
export const readPatroniStore = (maps: { readonly config: Annotations; readonly leader: Annotations; readonly sync: Annotations }): PatroniStore => {
  const optime = Number(maps.leader?.['optime']);
  return {
    initialized: (maps.config?.['initialize'] ?? '') !== '',
    bootstrapping: maps.config?.['initialize'] === '',
    leader: maps.leader?.['leader'] === '' ? undefined : maps.leader?.['leader'],
    leaderWalPosition: Number.isFinite(optime) ? optime : undefined,
    inStep: (maps.sync?.['sync_standby'] ?? '').split(',').filter((name) => name !== ''),
    dynamicConfig: maps.config?.['config'],
  };
};
