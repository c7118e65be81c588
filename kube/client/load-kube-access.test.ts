import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { stringify } from 'yaml';
import type { Clock } from '../clock.js';
import { loadKubeconfig } from './load-kube-access.js';

describe('loadKubeconfig', () => {
  let directory = '';
  const clock: Clock & { ms: number } = { ms: 0, now: () => clock.ms, after: () => () => {} };
  beforeEach(async () => {
    directory = await mkdtemp(path.join(tmpdir(), 'kubeconfig-'));
  });
  afterEach(() => rm(directory, { recursive: true }));

  const write = async (user: object, context = 'c'): Promise<string> => {
    const file = path.join(directory, 'config');
    await writeFile(file, stringify({
      'current-context': context,
      clusters: [{ name: 'k', cluster: { server: 'https://example.test:6443/', 'certificate-authority-data': Buffer.from('CA').toString('base64') } }],
      users: [{ name: 'u', user }],
      contexts: [{ name: 'c', context: { cluster: 'k', user: 'u', namespace: 'shop' } }],
    }));
    return file;
  };

  it('reads server, CA, namespace and token', async () => {
    const access = await loadKubeconfig(await write({ token: 'secret' }), clock);
    expect(access).toMatchObject({ server: 'https://example.test:6443', ca: 'CA', namespace: 'shop' });
    expect(await access.headers()).toEqual({ authorization: 'Bearer secret' });
  });

  it('reads a token file again when it is old', async () => {
    await writeFile(path.join(directory, 'token'), 'first\n');
    const access = await loadKubeconfig(await write({ tokenFile: 'token' }), clock);
    expect(await access.headers()).toEqual({ authorization: 'Bearer first' });
    await writeFile(path.join(directory, 'token'), 'second\n');
    expect(await access.headers()).toEqual({ authorization: 'Bearer first' });
    clock.ms += 61_000;
    expect(await access.headers()).toEqual({ authorization: 'Bearer second' });
  });

  it('leaves what it does not know to the client library', async () => {
    const access = await loadKubeconfig(await write({ username: 'me', password: 'pw' }), clock);
    expect(access).toMatchObject({ server: 'https://example.test:6443', namespace: 'shop' });
  });

  it('names the file that cannot be used', async () => {
    await expect(loadKubeconfig(await write({}, 'other'), clock)).rejects.toThrow(/config: the current context 'other'/);
    await expect(loadKubeconfig(path.join(directory, 'missing'), clock)).rejects.toThrow(/missing is no usable kubeconfig/);
  });
});
