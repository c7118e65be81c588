import { dataClaimName, instanceName, repositoryClaimName, walClaimName } from '../naming/names.js';
import { repositoriesOf, type CompleteClusterSpec } from '../resource/cluster-defaults.js';
import { type MutationPlan, type PlanChange, count } from './plan.js';

/** What deleting a cluster removes. `instances` are the names of those that exist. */
export const planDeleteCluster = (name: string, spec: CompleteClusterSpec, { instances, keepData, keepBackups }: { instances: readonly string[]; keepData: boolean; keepBackups: boolean }): MutationPlan => {
  const names = instances.length > 0 ? instances : Array.from({ length: spec.replicas + 1 }, (_, index) => instanceName(name, index + 1));
  const remove = (object: string, impact: PlanChange['impact']): PlanChange => ({ object, action: 'delete', impact });
  const claimsOf = (instance: string): string[] => [dataClaimName(instance), ...(spec.storage.walSize === undefined ? [] : [walClaimName(instance)])];
  const instanceClaims = names.flatMap(claimsOf);
  const claims = keepData ? [] : instanceClaims.map((claim) => remove(`PersistentVolumeClaim/${claim}`, 'DATA_LOSS'));
  const volumes = repositoriesOf(spec).filter(({ type }) => type === 'volume');
  const repositories = keepBackups || keepData ? [] : volumes.map((repository) => remove(`PersistentVolumeClaim/${repositoryClaimName(name, repository.name)}`, 'DATA_LOSS'));
  const backups = repositories.length === 0 && volumes.length > 0 ? ' Its backups are kept.' : volumes.length > 0 ? ' Its backups are deleted, too.' : '';
  return {
    impact: keepData ? 'OFFLINE' : 'DATA_LOSS',
    summary: keepData
      ? `Deletes the cluster "${name}" and keeps its ${count(instanceClaims.length, 'volume')}: a cluster created under the same name takes the data over.${backups}`
      : `Deletes the cluster "${name}" with its ${count(instanceClaims.length, 'volume')}: its data are gone for good.${backups}`,
    changes: [remove(`PostgresCluster/${name}`, 'OFFLINE'), ...names.map((instance) => remove(`StatefulSet/${instance}`, 'OFFLINE')), ...claims, ...repositories],
  };
};
