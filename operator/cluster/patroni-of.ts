import { secretText } from '../../kube/secret-text.js';
import { systemSecretName } from '../../schema/naming/names.js';
import { PatroniClient } from '../instance/patroni-client.js';
import { SYSTEM_SECRET_KEYS } from '../postgres/instance-layout.js';
import { secretNamed, type ClusterWorld, type ObservedInstance } from './world.js';

/** The Patroni of an instance; undefined while its pod has no address or the password is not there. */
export const patroniOf = (world: Pick<ClusterWorld, 'cluster' | 'secrets'>, { pod }: Pick<ObservedInstance, 'pod'>): PatroniClient | undefined => {
  const host = pod?.status?.podIP;
  const password = secretText(secretNamed(world, systemSecretName(world.cluster.metadata.name)), SYSTEM_SECRET_KEYS.restApi);
  return host === undefined || host === '' || password === undefined ? undefined : new PatroniClient({ host, password });
};
