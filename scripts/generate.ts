/**
 * Writes every generated file: the SDL, the SDK, the CRDs and the reference pages. With `--check` writes nothing and fails when a file would
 * change, so that what is committed is what the sources say.
 */
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { buildApiSchema } from '../server/build-schema.js';
import { generateCliReference } from './generate/cli-reference.js';
import { generateCrdReference } from './generate/crd-reference.js';
import { generateGraphqlReference } from './generate/graphql-reference.js';
import { generateCrdList, generateCrds } from './generate/generate-crds.js';
import { generateSdk } from './generate/generate-sdk.js';
import type { GeneratedFile } from './generate/generated-file.js';
import { printSdl } from './generate/print-sdl.js';

const readText = (path: string): Promise<string | undefined> => readFile(path, 'utf8').catch(() => undefined);

const isStale = async ({ path, content }: GeneratedFile): Promise<boolean> => (await readText(path)) !== content;

const write = async ({ path, content }: GeneratedFile): Promise<void> => {
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, content);
};

const sdl = printSdl(await buildApiSchema());
const crds = generateCrds();
const files: GeneratedFile[] = [
  { path: 'schema/schema.graphql', content: sdl }, ...crds, generateCrdList(crds), ...await generateSdk(sdl),
  ...await generateCliReference(), ...generateGraphqlReference(sdl), ...generateCrdReference(crds),
];
const stale: GeneratedFile[] = [];
for (const file of files) if (await isStale(file)) stale.push(file);

if (process.argv.includes('--check')) {
  for (const { path } of stale) console.error(`${path} is out of date: run \`npm run generate\` and commit it.`);
  process.exitCode = stale.length === 0 ? 0 : 1;
} else {
  for (const file of stale) await write(file);
  console.log(`${files.length} generated files, ${stale.length} changed.`);
}
