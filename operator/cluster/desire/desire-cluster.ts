import type { KubeObject } from '../../../kube/kube-object.js';
import { desireAccess } from './access.js';
import { desireClaims } from './claim.js';
import { desireDisruptionBudget } from './disruption-budget.js';
import type { DesireInput } from './desire-input.js';
import { desireNetworkPolicy } from './network-policy.js';
import { desirePooler } from './pooler.js';
import { desireInstanceSet } from './instance-set.js';
import { desireRepositories } from './repositories.js';
import { desirePatroniConfigMap } from './patroni-config-map.js';
import { desireServices } from './services.js';
import { desireUserSecret } from './user-secret.js';

/** Everything that a cluster consists of now; what is made with random content is only kept up to date here. */
export const desireCluster = (input: DesireInput): KubeObject[] => [
  ...desireServices(input),
  ...desireAccess(input),
  desirePatroniConfigMap(input),
  ...desireDisruptionBudget(input),
  ...desireNetworkPolicy(input),
  ...desireUserSecret(input.world, input.settings.serviceAddressing),
  ...desireRepositories(input),
  ...desirePooler(input),
  ...input.plan.ordinals.flatMap((ordinal) => desireClaims(input, ordinal)),
  ...(input.plan.startInstances ? input.plan.ordinals.map((ordinal) => desireInstanceSet(input, ordinal)) : []),
];
