import { readFileSync, readdirSync } from 'node:fs';

/**
 * Processes that belong to a directory of test data: their arguments, environment or mounts name it. Sandboxed
 * processes show it only in their mounts.
 */
export function findLeftovers(directory) {
  const found = [];
  for (const name of readdirSync('/proc')) {
    const pid = Number(name);
    if (!Number.isInteger(pid) || pid === process.pid) continue;
    const belongs = ['cmdline', 'environ', 'mountinfo'].some((file) => read(`/proc/${pid}/${file}`).includes(directory));
    if (belongs) found.push({ pid, command: read(`/proc/${pid}/cmdline`).replaceAll('\0', ' ').trim() });
  }
  return found;
}

function read(file) {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}
