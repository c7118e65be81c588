import { checkRestoreTarget, momentText } from '../../schema/restore/check-target.js';
import type { RestoreSpec, RestoreTargetSpec } from '../../schema/resource/cluster-restore.js';
import type { PostgresOperation } from '../../schema/resource/postgres-operation.js';
import { primaryOf } from '../cluster/instance-health.js';
import type { ClusterWorld } from '../cluster/world.js';
import { presentData } from './cluster-data.js';

/** What an operation of the kind Restore asks for. */
export interface RestoreRequest {
  readonly at?: string;
  readonly lsn?: string;
  readonly backup?: string;
  readonly restorePoint?: string;
  /** Takes the data back that there were before the last restore; the rest is left out then. */
  readonly isUndo: boolean;
}

const textOf = (value: unknown): string | undefined => (typeof value === 'string' && value !== '' ? value : undefined);

/** Reads the input of an operation, or says in a sentence why it makes no sense. It may come from kubectl. */
export const restoreRequest = ({ spec: { input = {} } }: PostgresOperation): RestoreRequest | { readonly fault: string } => {
  const given = (['at', 'lsn', 'backup', 'restorePoint'] as const).flatMap((name) => (textOf(input[name]) === undefined ? [] : [[name, textOf(input[name])]]));
  const target = Object.fromEntries(given) as RestoreTargetSpec;
  const [issue] = checkRestoreTarget('input.', target);
  if (issue !== undefined) return { fault: `${issue.field}: ${issue.message}. ${issue.suggestion}` };
  return { ...target, ...(target.at === undefined ? {} : { at: momentText(target.at) }), isUndo: input['undo'] === true };
};

/** What of a cluster's specification brings the restore about; undefined when there is nothing to undo. */
export const restoreSpec = (world: ClusterWorld, id: string, { isUndo, ...target }: RestoreRequest): RestoreSpec | undefined => {
  const present = presentData(world);
  const primary = primaryOf(world)?.name ?? world.cluster.status?.primary;
  const before = { previous: present.directory, ...(primary === undefined ? {} : { previousPrimary: primary }) };
  if (!isUndo) return { id, ...target, ...before };
  const { restore } = world.cluster.spec;
  // The way back from another major version is an upgrade's own.
  if (restore?.previous === undefined || restore.previousVersion !== undefined) return undefined;
  return { id, undo: restore.previous, ...(restore.previousPrimary === undefined ? {} : { instance: restore.previousPrimary }), ...before };
};

/** The specification that leads back to the data that are still the present ones, after a restore that failed. */
export const presentSpec = (world: ClusterWorld): RestoreSpec | null => {
  const { id, directory } = presentData(world);
  return id === '' ? null : { id, ...(directory === id ? {} : { undo: directory }) };
};
