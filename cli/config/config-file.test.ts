import { mkdtemp, readdir, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { parseConfig, readConfig, withContext, withoutContext, writeConfig, type Config } from './config-file.js';

const local = { name: 'local', url: 'http://127.0.0.1:4000' };
const prod = { name: 'prod', url: 'https://pgo.example' };

describe('config file', () => {
  let folder: string;
  beforeEach(async () => { folder = await mkdtemp(join(tmpdir(), 'pgo-config-')); });
  afterEach(async () => { await rm(folder, { recursive: true }); });

  it('comes back as it was written, for its owner only, and leaves no other file', async () => {
    const path = join(folder, 'new', 'config.yaml');
    const config: Config = { currentContext: 'local', contexts: [{ ...local, tokenFile: 'a.token', caFile: 'ca.crt', namespace: 'dev' }] };
    await writeConfig(path, config);
    expect(await readConfig(path)).toEqual(config);
    expect((await stat(path)).mode & 0o777).toBe(0o600);
    expect((await stat(join(folder, 'new'))).mode & 0o777).toBe(0o700);
    expect(await readdir(join(folder, 'new'))).toEqual(['config.yaml']);
  });

  it('is empty when there is none', async () => {
    expect(await readConfig(join(folder, 'none.yaml'))).toEqual({ contexts: [] });
  });
});

describe('parseConfig', () => {
  it('reads an empty file as an empty configuration', async () => {
    expect(await parseConfig('', 'c.yaml')).toEqual({ contexts: [] });
  });
  it.each([
    ['broken YAML', 'contexts: [', /c\.yaml is not valid YAML/],
    ['a context without url', 'contexts: [{ name: a }]', /contexts\[0\] in c\.yaml/],
  ])('refuses %s', async (_name, text, message) => {
    await expect(parseConfig(text, 'c.yaml')).rejects.toThrow(message);
  });
});

describe('withContext and withoutContext', () => {
  it('adds the first one and makes it current', () => {
    expect(withContext({ contexts: [] }, local, false)).toEqual({ currentContext: 'local', contexts: [local] });
  });
  it('keeps the current one unless asked', () => {
    const config = { currentContext: 'local', contexts: [local] };
    expect(withContext(config, prod, false).currentContext).toBe('local');
    expect(withContext(config, prod, true).currentContext).toBe('prod');
  });
  it('replaces one of the same name in its place', () => {
    const changed = { ...local, url: 'http://127.0.0.1:5000' };
    expect(withContext({ currentContext: 'local', contexts: [local, prod] }, changed, false).contexts).toEqual([changed, prod]);
  });
  it('forgets the current one when it is removed', () => {
    expect(withoutContext({ currentContext: 'local', contexts: [local, prod] }, 'local')).toEqual({ contexts: [prod] });
  });
});
