import { secretData } from '../../../kube/secret-text.js';
import type { Secret } from '../../../kube/core-kinds.js';
import { ANNOTATION_ROTATION } from '../../../schema/naming/labels.js';
import { poolerSecretName } from '../../../schema/naming/names.js';
import { wantedRotation } from '../../../schema/resource/cluster-pooler.js';
import type { PostgresCluster } from '../../../schema/resource/postgres-cluster.js';
import { ownedMeta } from './desire-input.js';
import { POOLER_PASSWORD_KEY, POOLER_USER, POOLER_USERS_KEY } from '../../postgres/pooler-layout.js';
import { poolerLabels } from './pooler-labels.js';

/** The Secret with the password of the pooler's own login. The password is given: made once, then kept. */
export const poolerSecret = (cluster: PostgresCluster, password: string): Secret => {
  const metadata = ownedMeta(cluster, poolerSecretName(cluster.metadata.name), poolerLabels(cluster.metadata.name));
  return {
    apiVersion: 'v1', kind: 'Secret', type: 'Opaque',
    metadata: { ...metadata, annotations: { [ANNOTATION_ROTATION]: wantedRotation(cluster.spec) } },
    data: secretData({ [POOLER_PASSWORD_KEY]: password, [POOLER_USERS_KEY]: `"${POOLER_USER}" "${password}"\n` }),
  };
};
