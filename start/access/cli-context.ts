import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { parseDocument, YAMLMap, YAMLSeq, type Document } from 'yaml';
import { StartError } from '../start-error.js';

/** A server that the command line knows, and how it logs in there. */
export interface CliContext {
  readonly name: string;
  readonly url: string;
  readonly tokenFile: string;
  /** What it trusts; what the system trusts when left out. */
  readonly caFile?: string;
  readonly namespace: string;
}

/** Where the command line keeps its contexts. */
export function cliConfigPath(environment: Readonly<Record<string, string | undefined>>, home: string): string {
  return environment['PGO_CONFIG'] ? path.resolve(environment['PGO_CONFIG']) : path.join(home, '.config', 'pgo', 'config.yaml');
}

/**
 * The text of a configuration with this context in it, in place of one of the same name. It becomes the current one
 * unless another is. Everything else, comments too, stays. Throws a `StartError` when the text is no configuration.
 */
export function withCliContext(text: string, context: CliContext): string {
  const document: Document = parseDocument(text);
  if (document.errors.length > 0) throw new StartError(document.errors[0]?.message.split('\n')[0] ?? 'no YAML');
  if (document.contents === null) document.contents = document.createNode({});
  if (!(document.contents instanceof YAMLMap)) throw new StartError('it is no map');
  if (!document.has('currentContext')) document.set('currentContext', context.name);
  const contexts = document.get('contexts');
  const node = document.createNode(context);
  if (!(contexts instanceof YAMLSeq)) {
    document.set('contexts', document.createNode([context]));
    return document.toString();
  }
  const index = contexts.items.findIndex((item) => item instanceof YAMLMap && item.get('name') === context.name);
  if (index < 0) contexts.add(node);
  else contexts.set(index, node);
  return document.toString();
}

/** Writes the context to the configuration file, readable by its owner only; other contexts stay. */
export function addCliContext(file: string, context: CliContext): void {
  const before = readText(file);
  let after: string;
  try {
    after = withCliContext(before, context);
  } catch (error) {
    throw new StartError(`${file} is not a configuration of the pgo command line: ${(error as Error).message}. Correct it, or start with --no-cli-context.`, { cause: error });
  }
  if (after !== before) writePrivateFile(file, after);
}

/** Replaces a file in one step, readable by its owner only. */
export function writePrivateFile(file: string, text: string): void {
  mkdirSync(path.dirname(file), { recursive: true, mode: 0o700 });
  const temporary = `${file}.${process.pid}.tmp`;
  writeFileSync(temporary, text, { mode: 0o600 });
  renameSync(temporary, file);
}

function readText(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return '';
    throw error;
  }
}
