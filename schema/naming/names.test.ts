import { describe, expect, it } from '@jest/globals';
import * as names from './names.js';

const LABEL = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?$/;

describe('names', () => {
  it('of a cluster are all different and all valid', () => {
    const { instanceName, podName } = names;
    const all = [
      instanceName('hippo', 1), podName(instanceName('hippo', 1)), names.dataClaimName(instanceName('hippo', 1)), names.primaryServiceName('hippo'),
      names.replicasServiceName('hippo'), names.poolerServiceName('hippo'), names.podsServiceName('hippo'), names.patroniConfigName('hippo'),
      names.systemSecretName('hippo'), names.authoritySecretName('hippo'), names.serverCertificateSecretName('hippo'), names.userSecretName('hippo', 'hippo'),
      names.instanceAccountName('hippo'), names.disruptionBudgetName('hippo'), ...names.patroniStoreNames('hippo'),
    ];
    expect(new Set(all).size).toBe(all.length);
    for (const name of all) expect(name).toMatch(LABEL);
  });
});
