import { readFileSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import type { ImageCatalogue } from '../../operator/image-catalogue.js';
import { packageRoot } from '../package-root.js';
import { StartError } from '../start-error.js';

/** The catalogue of this package, for images built by `manifests/images/build`. */
export const PACKAGED_CATALOGUE = path.join(packageRoot, 'manifests', 'images', 'catalogue.yaml');

const image = z.string().min(1).max(512);
const postgresSchema = z.strictObject({
  image,
  binDir: z.string().startsWith('/').optional(),
  olderBinDirs: z.record(z.string().regex(/^[1-9]\d$/, 'must be a major version of PostgreSQL'), z.string().startsWith('/')).optional(),
  patroniLeaderLabel: z.enum(['primary', 'master']).default('primary'),
});
const fileSchema = z.strictObject({
  postgres: z.record(z.string().regex(/^[1-9]\d$/, 'must be a major version of PostgreSQL'), postgresSchema)
    .refine((versions) => Object.keys(versions).length > 0, 'must have at least one version'),
  exporter: z.strictObject({ image }).optional(),
  pooler: z.strictObject({ image }).optional(),
});

/** What images run, by component. */
export interface Images {
  /** Newest version first. */
  readonly postgres: ImageCatalogue;
}

/** Reads a catalogue of images. Throws a `StartError` that names the file and the field. */
export function readImageCatalogue(file: string): Images {
  const { postgres, exporter, pooler } = check(file);
  const versions = Object.entries(postgres).map(([major, entry]) => ({
    version: Number(major), image: entry.image, binDir: entry.binDir ?? `/usr/lib/postgresql/${major}/bin`, patroniLeaderLabel: entry.patroniLeaderLabel,
    ...(entry.olderBinDirs === undefined ? {} : { olderBinDirs: entry.olderBinDirs }),
    ...(exporter === undefined ? {} : { exporterImage: exporter.image }),
    ...(pooler === undefined ? {} : { poolerImage: pooler.image }),
  }));
  return { postgres: versions.sort((left, right) => right.version - left.version) };
}

function check(file: string): z.infer<typeof fileSchema> {
  let content: unknown;
  try {
    content = parse(readFileSync(file, 'utf8'));
  } catch (error) {
    throw new StartError(`The image catalogue ${file} cannot be read: ${(error as Error).message.split('\n')[0]}.`, { cause: error });
  }
  const checked = fileSchema.safeParse(content);
  if (checked.success) return checked.data;
  const [issue] = checked.error.issues;
  throw new StartError(`The image catalogue ${file} is wrong at ${issue?.path.join('.') || 'its top'}: ${issue?.message}. See docs/installation.md.`);
}
