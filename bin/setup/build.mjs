import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { packageRoot } from './package-root.mjs';
import { runCommand } from './run-command.mjs';

/** Folders whose TypeScript is built; the same as in tsconfig.build.json. */
const SOURCE_FOLDERS = ['schema', 'server', 'operator', 'cli', 'kube', 'local', 'start'];
const SDK_FOLDER = path.join('schema', 'sdk');
const out = path.join(packageRoot, 'dist');
const stampFile = path.join(out, '.build-stamp.json');

/** What tsconfig.json says, for a compiler that only strips types: types are checked by `npm run typecheck`. */
const compilerOptions = {
  swcrc: false,
  configFile: false,
  sourceMaps: true,
  module: { type: 'es6' },
  jsc: {
    target: 'es2022',
    parser: { syntax: 'typescript', decorators: true },
    transform: { legacyDecorator: true, decoratorMetadata: false, useDefineForClassFields: false, verbatimModuleSyntax: true },
    keepClassNames: true,
  },
};

/**
 * Builds dist/ from the sources: only files whose text has changed since the last build, so that an up-to-date tree
 * costs one read of it. Files whose source is gone are removed.
 */
export async function build(say) {
  const sources = readSources();
  const before = readStamp();
  const settings = hash(readFileSync(new URL(import.meta.url)));
  const built = before.settings === settings ? before.files : {};
  const changed = [...sources].filter(([file, source]) => built[file] !== source.hash || !existsSync(outputOf(file)));
  const gone = Object.keys(built).filter((file) => !sources.has(file));
  if (changed.length === 0 && gone.length === 0) return;
  say(`Building ${changed.length} files …`);
  rmSync(stampFile, { force: true });
  const { transform } = await import('@swc/core');
  const types = changed.some(([file]) => file.startsWith(SDK_FOLDER)) ? buildSdkTypes(say) : undefined;
  await Promise.all(changed.map(([file, source]) => buildFile(transform, file, source.text)));
  await types;
  for (const file of gone) for (const suffix of ['', '.map']) rmSync(outputOf(file) + suffix, { force: true });
  replaceFile(stampFile, JSON.stringify({ settings, files: Object.fromEntries([...sources].map(([file, source]) => [file, source.hash])) }));
}

/** The declarations that apps written in TypeScript read. The service runs without them: a failure is told, no more. */
async function buildSdkTypes(say) {
  const compiler = path.join(packageRoot, 'node_modules', 'typescript', 'bin', 'tsc');
  try {
    await runCommand(process.execPath, [compiler, '-p', 'tsconfig.sdk.json'], { cwd: packageRoot });
  } catch (error) {
    say(`The type declarations of the SDK could not be made: ${error.message}`);
  }
}

async function buildFile(transform, file, text) {
  const output = outputOf(file);
  const sourceFileName = path.relative(path.dirname(output), path.join(packageRoot, file));
  const { code, map } = await transform(text, { ...compilerOptions, filename: path.join(packageRoot, file), sourceFileName });
  mkdirSync(path.dirname(output), { recursive: true });
  replaceFile(`${output}.map`, map);
  replaceFile(output, `${code}\n//# sourceMappingURL=${path.basename(output)}.map\n`);
}

/** Path, text and hash of every source file that is not a test. */
function readSources() {
  const sources = new Map();
  for (const folder of SOURCE_FOLDERS) {
    for (const entry of readdirSync(path.join(packageRoot, folder), { recursive: true })) {
      const file = path.join(folder, entry);
      if (!file.endsWith('.ts') || file.endsWith('.d.ts') || file.endsWith('.test.ts')) continue;
      const text = readFileSync(path.join(packageRoot, file), 'utf8');
      sources.set(file, { text, hash: hash(text) });
    }
  }
  return sources;
}

function readStamp() {
  try {
    return JSON.parse(readFileSync(stampFile, 'utf8'));
  } catch {
    return { settings: '', files: {} };
  }
}

const outputOf = (file) => path.join(out, file.replace(/\.ts$/, '.js'));
const hash = (data) => createHash('sha256').update(data).digest('base64url');

/** A reader sees the old file or the new one, never half of it. */
function replaceFile(file, data) {
  const temporary = `${file}.${process.pid}.tmp`;
  writeFileSync(temporary, data);
  renameSync(temporary, file);
}
