import { mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { readConfig, type Config } from '../config/config-file.js';
import { createScriptedFactory, type Script, type ScriptedFactory } from '../factory/scripted-factory.js';
import { run as logIn } from './log-in.js';
import { run as logOut } from './log-out.js';

describe('pgo login and logout', () => {
  let folder: string;
  beforeEach(async () => { folder = await mkdtemp(join(tmpdir(), 'pgo-login-')); });
  afterEach(async () => { await rm(folder, { recursive: true }); });

  const factoryWith = (script: Script, config: Config = { contexts: [] }): ScriptedFactory => createScriptedFactory({
    client: { viewer: async () => ({ viewer: { name: 'ann', bindings: [] } }) }, config: { path: join(folder, 'config.yaml'), config }, ...script,
  });

  it('keeps the token in a file of its own, readable by its owner only', async () => {
    const factory = factoryWith({ flags: { url: 'https://pgo.example.com' }, answers: ['  secret\n'] });
    await logIn(factory, {});
    const context = { name: 'pgo.example.com', url: 'https://pgo.example.com', tokenFile: 'tokens/pgo.example.com' };
    expect(await readConfig(join(folder, 'config.yaml'))).toEqual({ currentContext: context.name, contexts: [context] });
    expect(await readFile(join(folder, context.tokenFile), 'utf8')).toBe('secret\n');
    expect((await stat(join(folder, context.tokenFile))).mode & 0o777).toBe(0o600);
    expect(factory.streams.stdout()).toBe('Logged in to https://pgo.example.com as ann. The context is "pgo.example.com".\n');
    expect(factory.streams.stdout() + factory.streams.stderr()).not.toContain('secret');
  });
  it('keeps nothing when the server refuses the token', async () => {
    const refusal = Object.assign(new Error('no'), { name: 'PgoError', code: 'UNAUTHENTICATED' });
    const factory = factoryWith({ flags: { url: 'https://pgo.example.com' }, answers: ['secret'], client: { viewer: async () => { throw refusal; } } });
    await expect(logIn(factory, {})).rejects.toBe(refusal);
    expect(await readConfig(join(folder, 'config.yaml'))).toEqual({ contexts: [] });
  });
  it.each([
    ['no server is named', { answers: [] }, {}, 2],
    ['the token is empty', { flags: { url: 'https://a' }, answers: [' '] }, {}, 4],
    ['the token is more than one word', { flags: { url: 'https://a' }, answers: ['a b'] }, {}, 4],
    ['the name leads out of the folder', { flags: { url: 'https://a' }, answers: ['a'] }, { name: '../evil' }, 2],
  ])('refuses when %s', async (_name, script, flags, exitCode) => {
    await expect(logIn(factoryWith(script), flags)).rejects.toMatchObject({ exitCode });
  });
  it('forgets the context and its token', async () => {
    await logIn(factoryWith({ flags: { url: 'https://pgo.example.com' }, answers: ['secret'] }), {});
    await logOut(factoryWith({}, await readConfig(join(folder, 'config.yaml'))));
    expect(await readConfig(join(folder, 'config.yaml'))).toEqual({ contexts: [] });
    await expect(stat(join(folder, 'tokens', 'pgo.example.com'))).rejects.toMatchObject({ code: 'ENOENT' });
  });
  it('leaves a token in another place alone', async () => {
    const config: Config = { currentContext: 'local', contexts: [{ name: 'local', url: 'http://127.0.0.1:4000', tokenFile: '/elsewhere/tokens/admin.token' }] };
    const factory = factoryWith({}, config);
    await logOut(factory);
    expect(factory.streams.stdout()).toMatch(/Logged out of http:\/\/127\.0\.0\.1:4000/);
  });
});
