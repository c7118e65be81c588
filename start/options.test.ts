import { describe, expect, test } from '@jest/globals';
import os from 'node:os';
import path from 'node:path';
import { parseOptions, type StartOptions } from './options.js';

const run = (args: string[], environment: Record<string, string> = {}): StartOptions => {
  const command = parseOptions(args, environment);
  if (command.kind !== 'run') throw new Error(`not a run: ${JSON.stringify(command)}`);
  return command.options;
};

describe('parseOptions', () => {
  test('has the defaults of the contract', () => {
    expect(run([])).toEqual({
      port: 4000, host: '127.0.0.1', dataDir: path.join(os.homedir(), '.pgo'), demo: true, kubeconfig: undefined,
      inCluster: false, watchNamespaces: [], imageCatalogue: undefined, networkPolicies: false, tlsFiles: undefined, tlsClientCa: undefined, namespace: 'pgo', tls: false, cliContext: true, verbose: false,
    });
  });

  test.each<[string, string[], Record<string, string>, Partial<StartOptions>]>([
    ['flags', ['--port', '4100', '--no-demo', '--tls', '--data-dir', '/srv/pgo'], {}, { port: 4100, demo: false, tls: true, dataDir: '/srv/pgo' }],
    ['flags with =', ['--port=4100', '--namespace=db'], {}, { port: 4100, namespace: 'db' }],
    ['environment', [], { PGO_PORT: '4200', PGO_DEMO: 'false', PGO_KUBECONFIG: '/etc/kube' }, { port: 4200, demo: false, kubeconfig: '/etc/kube' }],
    ['flag before environment', ['--port', '4100'], { PGO_PORT: '4200' }, { port: 4100 }],
    ['another address turns TLS on', ['--host', '0.0.0.0'], {}, { host: '0.0.0.0', tls: true }],
    ['another loopback address does not', ['--host', '127.0.0.2'], {}, { host: '127.0.0.2', tls: false }],
    ['home directory', ['--data-dir', '~/x'], {}, { dataDir: path.join(os.homedir(), 'x') }],
    ['in a pod, every address with TLS', [], { PGO_IN_CLUSTER: 'true' }, { inCluster: true, host: '::', tls: true, demo: false, cliContext: false }],
    ['namespaces to look after', ['--watch-namespaces', 'a, b'], {}, { watchNamespaces: ['a', 'b'] }],
    ['empty variables as none', [], { PGO_WATCH_NAMESPACES: '', PGO_KUBECONFIG: '' }, { watchNamespaces: [], kubeconfig: undefined }],
    ['a certificate of its own', ['--tls-cert', '/c', '--tls-key', '/k'], {}, { tls: true, tlsFiles: { cert: '/c', key: '/k' } }],
    ['an authority of clients', [], { PGO_TLS_CLIENT_CA: '/a' }, { tls: true, tlsClientCa: '/a' }],
    ['no context', ['--no-cli-context'], {}, { cliContext: false }],
  ])('reads %s', (_name, args, environment, wanted) => {
    expect(run(args, environment)).toMatchObject(wanted);
  });

  test.each<[string, string[], RegExp]>([
    ['an unknown option', ['--prot', '1'], /'--prot'/],
    ['a positional argument', ['hippo'], /'hippo'/],
    ['a port that is no number', ['--port', 'x'], /--port must be a number from 1 to 65535, not 'x'/],
    ['a port out of range', ['--port', '65536'], /--port/],
    ['a missing value', ['--port'], /--port/],
    ['a certificate without its key', ['--tls-cert', '/c'], /--tls-cert and --tls-key belong together/],
    ['a pod with a kubeconfig', ['--in-cluster', '--kubeconfig', '/k'], /exclude each other/],
    ['a namespace to look after that is no name', ['--watch-namespaces', 'a,B!'], /--watch-namespaces must be a name/],
    ['a namespace that is no name', ['--namespace', 'Über'], /--namespace must be a name/],
  ])('refuses %s in one sentence', (_name, args, sentence) => {
    const command = parseOptions(args, {});
    expect(command).toEqual({ kind: 'wrong', message: expect.stringMatching(sentence) });
    expect(command.kind === 'wrong' && command.message.includes('\n')).toBe(false);
  });

  test.each([['--help', 'help'], ['-h', 'help'], ['--version', 'version']])('knows %s', (flag, kind) => {
    expect(parseOptions([flag], {})).toEqual({ kind });
  });
});
