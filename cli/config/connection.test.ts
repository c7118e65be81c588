import { describe, expect, it } from '@jest/globals';
import { apiUrlOf, chooseConnection, configPathOf, type Connection, type ConnectionSources } from './connection.js';

const sources = (over: Partial<ConnectionSources>): ConnectionSources => ({
  flags: {}, environment: {}, configPath: '/home/ann/.config/pgo/config.yaml', homeDirectory: '/home/ann', workingDirectory: '/srv/here',
  config: {
    currentContext: 'local',
    contexts: [
      { name: 'local', url: 'http://127.0.0.1:4000', tokenFile: 'local.token', namespace: 'dev' },
      { name: 'prod', url: 'https://pgo.example', tokenFile: '~/prod.token', caFile: '/etc/pgo/ca.crt' },
    ],
  },
  ...over,
});

const local: Connection = { url: 'http://127.0.0.1:4000/graphql', namespace: 'dev', context: 'local', tokenFile: '/home/ann/.config/pgo/local.token' };

describe('chooseConnection', () => {
  const cases: { name: string; over: Partial<ConnectionSources>; expected: Connection }[] = [
    { name: 'the current context', over: {}, expected: local },
    {
      name: 'another context by flag',
      over: { flags: { context: 'prod' } },
      expected: { url: 'https://pgo.example/graphql', namespace: 'default', context: 'prod', tokenFile: '/home/ann/prod.token', caFile: '/etc/pgo/ca.crt' },
    },
    { name: 'flags win over the environment', over: { flags: { namespace: 'a' }, environment: { PGO_NAMESPACE: 'b' } }, expected: { ...local, namespace: 'a' } },
    {
      name: 'a token in the environment wins over the context',
      over: { environment: { PGO_TOKEN: 'secret' } },
      expected: { url: local.url, namespace: 'dev', context: 'local', token: 'secret' },
    },
    {
      name: 'relative paths in variables start at the working directory',
      over: { environment: { PGO_TOKEN_FILE: 'token', PGO_CA_CERT: 'ca.crt' } },
      expected: { ...local, tokenFile: '/srv/here/token', caFile: '/srv/here/ca.crt' },
    },
    {
      name: "the context's token does not go to another server",
      over: { environment: { PGO_URL: 'http://other:4000' } },
      expected: { url: 'http://other:4000/graphql', namespace: 'default' },
    },
    {
      name: "the environment's token does not go past an overridden PGO_URL",
      over: { flags: { context: 'local' }, environment: { PGO_URL: 'http://other:4000', PGO_TOKEN: 'secret' } },
      expected: local,
    },
    {
      name: 'a current context that is gone does not matter when the server is named',
      over: { environment: { PGO_URL: 'http://other:4000' }, config: { currentContext: 'gone', contexts: [] } },
      expected: { url: 'http://other:4000/graphql', namespace: 'default' },
    },
  ];
  it.each(cases)('$name', ({ over, expected }) => {
    expect(chooseConnection(sources(over))).toEqual(expected);
  });

  const refusals: { name: string; over: Partial<ConnectionSources>; message: RegExp; exitCode: number }[] = [
    { name: 'nothing is configured', over: { config: { contexts: [] } }, message: /No server is configured/, exitCode: 4 },
    { name: 'the context is not known', over: { flags: { context: 'prd' } }, message: /no context "prd"/, exitCode: 2 },
    { name: 'the address is none', over: { flags: { url: 'localhost:4000' } }, message: /not the address of a server/, exitCode: 2 },
  ];
  it.each(refusals)('refuses when $name', ({ over, message, exitCode }) => {
    expect(() => chooseConnection(sources(over))).toThrow(expect.objectContaining({ message: expect.stringMatching(message), exitCode }));
  });
});

describe('apiUrlOf', () => {
  it.each([
    ['http://127.0.0.1:4000', 'http://127.0.0.1:4000/graphql'],
    ['http://127.0.0.1:4000/', 'http://127.0.0.1:4000/graphql'],
    ['https://pgo.example/behind/proxy', 'https://pgo.example/behind/proxy'],
  ])('%s -> %s', (url, expected) => {
    expect(apiUrlOf(url)).toBe(expected);
  });
});

describe('configPathOf', () => {
  it.each([
    [{}, '/home/ann/.config/pgo/config.yaml'],
    [{ PGO_CONFIG: '' }, '/home/ann/.config/pgo/config.yaml'],
    [{ PGO_CONFIG: '/tmp/cli.yaml' }, '/tmp/cli.yaml'],
  ])('%j -> %s', (environment, expected) => {
    expect(configPathOf(environment, '/home/ann')).toBe(expected);
  });
});
