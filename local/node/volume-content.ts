import type { DownwardItem, KeyToPath, ProjectedSource, Volume } from './pod.js';
import type { PayloadFile } from './payload-directory.js';

const DEFAULT_MODE = 0o644;

/** Data of a ConfigMap or Secret as bytes. */
export type Data = Readonly<Record<string, Buffer>>;

/** What the files of a volume are made of, already read. */
export interface ContentSources {
  configMap(name: string): Data | undefined;
  secret(name: string): Data | undefined;
  downward(item: DownwardItem): string;
  /** The token that was issued for this source. */
  token(source: NonNullable<ProjectedSource['serviceAccountToken']>): string;
}

/** Something that a volume is made of is not there (yet). */
export class MissingSourceError extends Error {}

/** Whether a volume's files come from API objects: these are written by the node and follow the objects' changes. */
export function isPayload(volume: Volume): boolean {
  return (volume.configMap ?? volume.secret ?? volume.downwardAPI ?? volume.projected) !== undefined;
}

/** A volume with content from API objects as the list of sources that a projected one has. */
export function sourcesOf(volume: Volume): readonly ProjectedSource[] {
  const { configMap, secret, downwardAPI } = volume;
  if (configMap !== undefined) return [{ configMap }];
  if (secret !== undefined) return [{ secret: { ...secret, name: secret.secretName ?? '' } }];
  if (downwardAPI !== undefined) return [{ downwardAPI }];
  return volume.projected?.sources ?? [];
}

/**
 * The files of a volume, by their path in it.
 * @throws MissingSourceError when a source that is not optional, or one of its keys, is missing
 */
export function volumeContent(volume: Volume, sources: ContentSources): Map<string, PayloadFile> {
  const mode = (volume.configMap ?? volume.secret ?? volume.downwardAPI ?? volume.projected)?.defaultMode ?? DEFAULT_MODE;
  const files = new Map<string, PayloadFile>();
  for (const source of sourcesOf(volume)) {
    for (const [name, file] of sourceFiles(source, mode, sources)) files.set(name, file);
  }
  return files;
}

function sourceFiles(source: ProjectedSource, mode: number, sources: ContentSources): Map<string, PayloadFile> {
  const { configMap, secret, downwardAPI, serviceAccountToken } = source;
  if (configMap !== undefined) return dataFiles('configmap', { name: configMap.name ?? '', ...configMap }, sources.configMap(configMap.name ?? ''), mode);
  if (secret !== undefined) return dataFiles('secret', { name: secret.name ?? '', ...secret }, sources.secret(secret.name ?? ''), mode);
  if (serviceAccountToken !== undefined) {
    return new Map([[serviceAccountToken.path, { content: Buffer.from(sources.token(serviceAccountToken)), mode: mode === DEFAULT_MODE ? DEFAULT_MODE : mode }]]);
  }
  return new Map((downwardAPI?.items ?? []).map((item) => [item.path, { content: Buffer.from(sources.downward(item)), mode: item.mode ?? mode }]));
}

interface DataSource {
  readonly name: string;
  readonly items?: readonly KeyToPath[];
  readonly optional?: boolean;
}

function dataFiles(kind: string, source: DataSource, data: Data | undefined, mode: number): Map<string, PayloadFile> {
  if (data === undefined && source.optional !== true) throw new MissingSourceError(`${kind} "${source.name}" not found`);
  const files = new Map<string, PayloadFile>();
  const items: readonly KeyToPath[] = source.items ?? Object.keys(data ?? {}).map((key) => ({ key, path: key }));
  for (const item of items) {
    const content = data?.[item.key];
    if (content !== undefined) files.set(item.path, { content, mode: item.mode ?? mode });
    else if (source.optional !== true) throw new MissingSourceError(`references non-existent ${kind} key: ${item.key}`);
  }
  return files;
}
