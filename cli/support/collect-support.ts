import type { PgoClient } from '../../schema/sdk/client.js';
import { readPages } from '../page/read-pages.js';
import type { ArchiveEntry } from './tar.js';
import { redact } from './redact.js';

/** What is collected, and how much of it. */
export interface SupportScope {
  /** Undefined for every namespace that the caller may see. */
  readonly namespace: string | undefined;
  /** Only this cluster. */
  readonly cluster: string | undefined;
  /** Lines of each instance's log. */
  readonly logLines: number;
  readonly signal: AbortSignal;
}

/** Clusters that a bundle holds; the others are left out, and it says so. */
const CLUSTERS_MAX = 50;
/** Quiet time after which the lines of a log are taken to have come, in milliseconds. */
const LOG_QUIET_MS = 1_500;
/** Longest time for one log, in milliseconds. */
const LOG_TIMEOUT_MS = 10_000;

interface Named { readonly namespace: string; readonly name: string }

/** The last lines of the logs of a cluster's instances. */
const readLogs = async (client: PgoClient, { namespace, name }: Named, { logLines, signal }: SupportScope): Promise<string> => {
  const lines: string[] = [];
  const end = new AbortController();
  const whole = setTimeout(() => end.abort(), LOG_TIMEOUT_MS);
  let quiet = setTimeout(() => end.abort(), LOG_TIMEOUT_MS);
  try {
    for await (const { logs: line } of client.logs({ namespace, cluster: name, tail: logLines }, { signal: AbortSignal.any([signal, end.signal]) })) {
      clearTimeout(quiet);
      quiet = setTimeout(() => end.abort(), LOG_QUIET_MS);
      lines.push(`${line.instance} ${line.text}`);
    }
  } catch (error) {
    if (!end.signal.aborted) throw error;
  } finally {
    clearTimeout(whole);
    clearTimeout(quiet);
  }
  return lines.join('\n');
};

/** Collects what helps to understand a fault, each part on its own: one that is refused or fails says why in its file. */
export const collectSupport = async (client: PgoClient, scope: SupportScope): Promise<readonly ArchiveEntry[]> => {
  const { signal } = scope;
  const namespace = scope.namespace ?? null;
  const entries: ArchiveEntry[] = [];
  const keep = async (name: string, read: () => Promise<unknown>): Promise<void> => {
    const value = await read().catch((error: unknown) => ({ notCollected: error instanceof Error ? error.message : String(error) }));
    signal.throwIfAborted();
    entries.push({ name: `pgo-support/${name}`, text: redact(typeof value === 'string' ? value : JSON.stringify(value, null, 2)) });
  };
  const all = await readPages(async (after, first) => (await client.clusters({ namespace, selector: null, first, after: after ?? null }, { signal })).clusters);
  const clusters = all.filter(({ name }) => scope.cluster === undefined || name === scope.cluster);
  await keep('server.json', () => client.serverInfo({}, { signal }));
  await keep('clusters.json', () => Promise.resolve(clusters));
  await keep('operations.json', () => readPages(async (after, first) => (await client.operations({ namespace, cluster: scope.cluster ?? null, state: null, first, after: after ?? null }, { signal })).operations));
  await keep('schedules.json', async () => (await client.schedules({ namespace, cluster: null }, { signal })).schedules);
  for (const { namespace: where, name } of clusters.slice(0, CLUSTERS_MAX)) {
    const folder = `${where}/${name}`;
    const variables = { namespace: where, name };
    await keep(`${folder}/events.json`, () => client.clusterEvents(variables, { signal }));
    await keep(`${folder}/candidates.json`, () => client.clusterCandidates(variables, { signal }));
    await keep(`${folder}/backups.json`, () => client.clusterBackups(variables, { signal }));
    await keep(`${folder}/databases.json`, () => client.databases({ namespace: where, cluster: name }, { signal }));
    await keep(`${folder}/users.json`, () => client.users({ namespace: where, cluster: name }, { signal }));
    await keep(`${folder}/instances.log`, () => readLogs(client, { namespace: where, name }, scope));
  }
  if (clusters.length > CLUSTERS_MAX) await keep('left-out.json', () => Promise.resolve(clusters.slice(CLUSTERS_MAX).map(({ namespace: where, name }) => `${where}/${name}`)));
  return entries;
};
