import { parseBackrestInfo } from '../postgres/backrest-info.js';
import { DUMP_PATH } from '../postgres/stored-dump.js';
import { parseRestorePoints } from '../postgres/stored-restore-point.js';
import type { RepositoryContents } from './choose-restore.js';
import { parseHistory, type Timeline } from './timelines.js';

/**
 * Prints what a repository holds: pgBackRest's info, the list of history files, and each of them. In base64, so that
 * nothing else that is printed gets mixed in.
 */
export const LOOK_SCRIPT = `set -eu
emit() { base64 -w 1000 | sed "s|^|data:$1:|"; }
info=$(pgbackrest --stanza="$PGO_STANZA" --output=json info)
printf '%s' "$info" | emit info
points=$(pgbackrest --repo="$PGO_REPO" repo-ls ${DUMP_PATH} --recurse --output=json)
printf '%s' "$points" | emit points
files=$(pgbackrest --repo="$PGO_REPO" repo-ls "archive/$PGO_STANZA" --recurse --filter='\\.history$' --output=json)
printf '%s' "$files" | emit files
printf '%s' "$files" | grep -o '"[^"]*\\.history"' | tr -d '"' | tail -n 200 | while read -r name; do
  pgbackrest --repo="$PGO_REPO" repo-get "archive/$PGO_STANZA/$name" | emit "$name"
done
`;

/** Reads what the script printed; undefined when it is not whole. */
export const parseLook = (output: string, stanza: string): RepositoryContents | undefined => {
  const parts = new Map<string, string>();
  for (const line of output.split('\n')) {
    const match = /^data:([^:]+):([A-Za-z0-9+/=]*)$/.exec(line.trim());
    if (match !== null) parts.set(match[1] ?? '', `${parts.get(match[1] ?? '') ?? ''}${match[2] ?? ''}`);
  }
  const text = (name: string): string => Buffer.from(parts.get(name) ?? '', 'base64').toString('utf8');
  const info = parseBackrestInfo(text('info'), stanza);
  const files = parseFiles(text('files'));
  if (info === undefined || files === undefined) return undefined;
  return { info, timelines: [...files].flatMap(([name, createdAtMs]) => timelineFrom(name, createdAtMs, text(name))), points: parseRestorePoints(text('points'), 0) };
};

const parseFiles = (text: string): Map<string, number> | undefined => {
  try {
    const files = Object.entries(JSON.parse(text) as Record<string, { readonly type?: string; readonly time?: number }>);
    return new Map(files.filter(([, { type }]) => type === 'file').map(([name, { time = 0 }]) => [name, time * 1000]));
  } catch {
    return undefined;
  }
};

const timelineFrom = (file: string, createdAtMs: number, text: string): Timeline[] => {
  const id = Number.parseInt(/([0-9A-F]{8})\.history$/.exec(file)?.[1] ?? '', 16);
  return Number.isNaN(id) ? [] : [{ id, createdAtMs, branches: parseHistory(text) }];
};
