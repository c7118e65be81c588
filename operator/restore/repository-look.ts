import { parseBackrestInfo } from '../postgres/backrest-info.js';
import { DUMP_PATH } from '../postgres/stored-dump.js';
import { parseRestorePoints } from '../postgres/stored-restore-point.js';
import type { RepositoryContents } from './choose-restore.js';
import { parseHistory, type Timeline } from './timelines.js';

/**
 * Prints what the repositories hold: pgBackRest's info and, of each one that can be read, the restore points, the list of
 * history files, and each of them. In base64, so that nothing else that is printed gets mixed in. When none can be read, what
 * pgBackRest said of the last one comes at the end, where Kubernetes takes the words of a container from.
 */
export const LOOK_SCRIPT = `set -eu
emit() { base64 -w 1000 | sed "s|^|data:$1:|"; }
info=$(pgbackrest --stanza="$PGO_STANZA" --output=json info)
printf '%s' "$info" | emit info
any=
errors=$(mktemp)
for repository in $PGO_REPOS; do
  points=$(pgbackrest --repo="$repository" repo-ls ${DUMP_PATH} --recurse --output=json 2> "$errors") || continue
  files=$(pgbackrest --repo="$repository" repo-ls "archive/$PGO_STANZA" --recurse --filter='\\.history$' --output=json 2> "$errors") || continue
  any=yes
  printf '%s' "$points" | emit "$repository/points"
  printf '%s' "$files" | emit "$repository/files"
  printf '%s' "$files" | grep -o '"[^"]*\\.history"' | tr -d '"' | tail -n 200 | while read -r name; do
    pgbackrest --repo="$repository" repo-get "archive/$PGO_STANZA/$name" | emit "$repository/$name"
  done
done
[ -n "$any" ] || { head -c 1500 "$errors" >&2; exit 1; }
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
  const repositories = [...parts.keys()].flatMap((name) => /^(\d)\/files$/.exec(name)?.[1] ?? []);
  const files = repositories.flatMap((repository) => [...parseFiles(text(`${repository}/files`))].map(([name, createdAtMs]) => ({ name, createdAtMs, text: text(`${repository}/${name}`) })));
  if (info === undefined || repositories.length === 0) return undefined;
  return {
    info, timelines: firstOfEach(files.flatMap((file) => timelineFrom(file.name, file.createdAtMs, file.text))),
    points: repositories.flatMap((repository) => parseRestorePoints(text(`${repository}/points`), Number(repository))).sort((left, right) => (left.at < right.at ? -1 : 1)),
  };
};

/** What several repositories know of a timeline is the same; it began when the first of them heard of it. */
const firstOfEach = (timelines: readonly Timeline[]): Timeline[] =>
  [...new Map([...timelines].sort((left, right) => right.createdAtMs - left.createdAtMs).map((timeline) => [timeline.id, timeline])).values()].sort((left, right) => left.id - right.id);

const parseFiles = (text: string): Map<string, number> => {
  try {
    const files = Object.entries(JSON.parse(text) as Record<string, { readonly type?: string; readonly time?: number }>);
    return new Map(files.filter(([, { type }]) => type === 'file').map(([name, { time = 0 }]) => [name, time * 1000]));
  } catch {
    return new Map();
  }
};

const timelineFrom = (file: string, createdAtMs: number, text: string): Timeline[] => {
  const id = Number.parseInt(/([0-9A-F]{8})\.history$/.exec(file)?.[1] ?? '', 16);
  return Number.isNaN(id) ? [] : [{ id, createdAtMs, branches: parseHistory(text) }];
};
