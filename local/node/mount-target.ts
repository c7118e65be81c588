import path from 'node:path';

/** What the way into a sandbox is made of: a volume over it would be run as the agent's user before the privileges are given up. */
const PROTECTED = [/^\/$/, /^\/(bin|sbin|lib[^/]*|proc|\.etc)(\/|$)/, /^\/dev(\/(?!shm$)|$)/, /^\/usr(\/(?!share\/|local\/share\/)|$)/, /^\/etc($|\/ld\.so|\/nsswitch\.conf$|\/alternatives(\/|$))/];

/** The path that a mount really takes: without dots, doubled or final slashes, and with /var/run where it is. */
export function canonicalTarget(target: string): string {
  const normal = path.posix.normalize(target).replace(/(?<=.)\/$/, '');
  return normal.replace(/^\/var\/(run|lock)(?=\/|$)/, (_, name: string) => (name === 'run' ? '/run' : '/run/lock'));
}

/** Whether a volume may not be mounted at this path of a sandbox. */
export function isProtectedTarget(target: string): boolean {
  const canonical = canonicalTarget(target);
  return PROTECTED.some((pattern) => pattern.test(canonical));
}
