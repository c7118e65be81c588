import { describe, expect, it } from '@jest/globals';
import { canonicalTarget, isProtectedTarget } from './mount-target.js';

describe('isProtectedTarget', () => {
  it.each(['/', '//', '/usr', '/usr/bin', '/usr/bin/setpriv', '/usr/lib/x86_64-linux-gnu', '/bin', '/lib64/ld.so', '/data/../usr/bin', '/proc', '/proc/self', '/dev', '/dev/null', '/etc', '/etc/', '/etc/ld.so.preload', '/etc/ld.so.conf.d', '/.etc/ssl'])('%s is', (target) => {
    expect(isProtectedTarget(target)).toBe(true);
  });

  it.each(['/data', '/var/lib/x', '/etc/patroni', '/etc/ssl/certs', '/dev/shm', '/usr/share/x', '/usr/local/share/x', '/tmp', '/binaries', '/run', '/home/usr/bin'])('%s is not', (target) => {
    expect(isProtectedTarget(target)).toBe(false);
  });

  it('follows the links of the sandbox', () => {
    expect([canonicalTarget('/var/run/x/'), canonicalTarget('/var/lock'), canonicalTarget('/a//b/./c')]).toEqual(['/run/x', '/run/lock', '/a/b/c']);
  });
});
