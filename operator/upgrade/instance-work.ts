import { catalogueEntry } from '../image-catalogue.js';
import { primaryOf } from '../cluster/instance-health.js';
import type { ClusterWorld, ObservedInstance } from '../cluster/world.js';
import type { OperationVisit } from '../operation/operation-handler.js';
import { presentData } from '../restore/cluster-data.js';
import { runningVersion } from '../../schema/upgrade/check-upgrade.js';
import { directoryOf, olderBinDir } from './upgrade-data.js';
import { ANALYZE_SCRIPT, CHECK_SCRIPT } from './upgrade-script.js';
import { runInInstance, type UpgradeTools } from './upgrade-tools.js';

const CHECK_TIMEOUT_MS = 300_000;
const ANALYZE_TIMEOUT_MS = 4 * 3_600_000;
/** The new version is not in the container: the Job that upgrades checks before it begins. */
const NOT_HERE = 3;

/** What the check beside the running primary found. */
export interface DataCheck {
  readonly done: boolean;
  readonly message: string;
  readonly refusal?: string;
}

/** Asks pg_upgrade whether it would go through, beside the primary that runs. */
export const checkData = (tools: UpgradeTools, { operation }: OperationVisit, { world, primary, to }: { readonly world: ClusterWorld; readonly primary: ObservedInstance; readonly to: number }): DataCheck => {
  const subject = `${operation.metadata.uid}/check`;
  const from = runningVersion(world.cluster);
  const entry = catalogueEntry(tools.catalogue, to);
  if (entry === undefined) return { done: false, message: '', refusal: `PostgreSQL ${to} is not offered here.` };
  tools.desk.request(subject, `${primary.pod?.metadata.uid} ${to}`, async () => {
    const paths = [olderBinDir(entry, from), entry.binDir, directoryOf(from, presentData(world).directory)];
    const { exitCode, words } = await runInInstance(tools, world, primary, { script: CHECK_SCRIPT, arguments: paths, timeoutMs: CHECK_TIMEOUT_MS });
    return exitCode === 0 || exitCode === NOT_HERE ? '' : `pg_upgrade --check says no: ${words}`;
  }, () => {});
  const finding = tools.desk.finding(subject);
  if (finding?.state === 'done' && finding.value !== undefined && finding.value !== '') return { done: false, message: '', refusal: finding.value };
  return { done: finding?.state === 'done', message: finding?.error === undefined ? 'pg_upgrade checks the data beside the running primary.' : `Tries again: ${finding.error}.` };
};

/** Collects statistics where the primary serves; without a world it is not time yet. */
export const analyzeTables = (tools: UpgradeTools, { operation }: OperationVisit, world: ClusterWorld | undefined): { readonly done: boolean; readonly message: string } => {
  const subject = `${operation.metadata.uid}/analyze`;
  const primary = world === undefined ? undefined : primaryOf(world);
  if (world !== undefined && primary !== undefined) {
    tools.desk.request(subject, 'once', async () => {
      const { exitCode, words } = await runInInstance(tools, world, primary, { script: ANALYZE_SCRIPT, arguments: [], timeoutMs: ANALYZE_TIMEOUT_MS });
      if (exitCode !== 0) throw new Error(words);
      return '';
    }, () => {});
  }
  const finding = tools.desk.finding(subject);
  if (finding?.state === 'done') return { done: true, message: 'The planner has its statistics.' };
  return { done: false, message: finding?.error === undefined ? 'Statistics are collected, rough ones first.' : `Tries again: ${finding.error}.` };
};
