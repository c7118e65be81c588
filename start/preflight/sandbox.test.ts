import { describe, expect, test } from '@jest/globals';
import { adviceFor, checkSandbox } from './sandbox.js';

const user = (settings: Record<string, string>): Parameters<typeof adviceFor>[0] => ({ isRoot: false, setting: (name) => settings[name] });

describe('checkSandbox', () => {
  test('passes where this user can isolate processes', async () => {
    await expect(checkSandbox()).resolves.toBeUndefined();
  });

  test('says in one sentence what the program said, and what to do', async () => {
    await expect(checkSandbox('/bin/false', user({}))).rejects.toThrow(/^Pods cannot be isolated on this machine: [^\n]+\. Start it as root\.$/);
  });

  test('says that the program is not there', async () => {
    await expect(checkSandbox('/nowhere/bwrap', user({}))).rejects.toThrow('Pods cannot be isolated on this machine: spawn /nowhere/bwrap ENOENT. Start it as root.');
  });
});

test.each([
  ['Ubuntu keeps users from name spaces', user({ 'kernel/apparmor_restrict_unprivileged_userns': '1' }), 'Start it as root, or let users isolate processes, as root: sysctl -w kernel.apparmor_restrict_unprivileged_userns=0'],
  ['Debian with the switch off', user({ 'kernel/unprivileged_userns_clone': '0' }), 'Start it as root, or let users isolate processes, as root: sysctl -w kernel.unprivileged_userns_clone=1'],
  ['none may be made at all', user({ 'kernel/unprivileged_userns_clone': '1', 'user/max_user_namespaces': '0' }), 'Start it as root, or let users isolate processes, as root: sysctl -w user.max_user_namespaces=10000'],
  ['every switch is open', user({ 'kernel/apparmor_restrict_unprivileged_userns': '0', 'user/max_user_namespaces': '9000' }), 'Start it as root.'],
])('advice: %s', (_name, rights, expected) => {
  expect(adviceFor(rights)).toBe(expected);
});
