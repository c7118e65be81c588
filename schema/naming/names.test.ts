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

  const users: { user: string; name: string }[] = [
    { user: 'app', name: 'app' },
    { user: 'my_app', name: 'my-app-' },
    { user: 'My App', name: 'my-app-' },
    { user: '_', name: '' },
    { user: 'ä'.repeat(30), name: '' },
    { user: 'x'.repeat(63), name: `${'x'.repeat(40)}-` },
  ];
  it.each(users)('make the user "$user" fit', ({ user, name }) => {
    const label = names.dnsLabel(user);
    expect(label).toMatch(LABEL);
    expect(label.startsWith(name)).toBe(true);
    expect(label.length).toBeLessThanOrEqual(49);
  });

  it('keep users apart whose names become alike', () => {
    expect(new Set(['my_app', 'my-app', 'My_App', 'my.app'].map(names.dnsLabel)).size).toBe(4);
  });
});
