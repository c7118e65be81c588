import type { PgoClient } from '../../schema/sdk/client.js';
import { notFoundError } from '../error/cli-error.js';
import { namespaceOf, type Factory } from '../factory/factory.js';
import { readPages } from '../page/read-pages.js';
import type { ScheduleView } from './schedule-view.js';

/** Which schedules are meant: those of a cluster, or one by its name. */
export interface ScheduleChoice {
  readonly cluster?: string | undefined;
  readonly scheduleName?: string | undefined;
}

/** Reads the schedules that are meant. Throws when one was named and there is none. */
export const findSchedules = async (factory: Factory, client: PgoClient, { cluster, scheduleName, allNamespaces }: ScheduleChoice & { readonly allNamespaces?: boolean | undefined }): Promise<ScheduleView[]> => {
  const namespace = allNamespaces === true ? null : await namespaceOf(factory);
  const all = await readPages(async (after, first) => (await client.schedules({ namespace, cluster: cluster ?? null, first, after: after ?? null }, { signal: factory.signal })).schedules);
  const found = scheduleName === undefined ? all : all.filter(({ name }) => name === scheduleName);
  if (scheduleName !== undefined && found.length === 0) {
    throw notFoundError(`There is no schedule "${scheduleName}"${cluster === undefined ? '' : ` for the cluster "${cluster}"`}.`, '`pgo show schedule` lists those that there are.');
  }
  return found;
};
