import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import ts from 'typescript';
import { packageRoot } from '../../start/package-root.js';

/** A file of the project, parsed. */
export interface SourceFile {
  /** Path from the root of the package. */
  readonly file: string;
  readonly text: string;
  readonly tree: ts.SourceFile;
  /** Files of the project that it imports. */
  readonly imports: readonly string[];
}

/** The top folders with product code. */
export const PRODUCT_FOLDERS = ['schema', 'kube', 'server', 'operator', 'cli', 'local', 'start'] as const;

/** Every hand-written TypeScript file of these folders. */
export function readSourceFiles(folders: readonly string[]): SourceFile[] {
  return folders.flatMap((folder) => readdirSync(path.join(packageRoot, folder), { recursive: true, encoding: 'utf8' })
    .map((entry) => path.join(folder, entry))
    .filter((file) => file.endsWith('.ts') && !file.endsWith('.d.ts') && !file.includes('/generated/'))
    .sort()
    .map(readSourceFile));
}

/** Whether it is a test or serves only tests. */
export const isTest = (file: string): boolean => /\.test\.ts$|\/testing\//.test(file);

function readSourceFile(file: string): SourceFile {
  const text = readFileSync(path.join(packageRoot, file), 'utf8');
  const tree = ts.createSourceFile(file, text, ts.ScriptTarget.ES2022, true);
  const imports = ts.preProcessFile(text, true, true).importedFiles
    .filter((imported) => imported.fileName.startsWith('.'))
    .map((imported) => path.join(path.dirname(file), imported.fileName).replace(/\.js$/, '.ts'));
  return { file, text, tree, imports };
}
