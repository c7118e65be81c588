import { describe, expect, test } from '@jest/globals';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import ts from 'typescript';
import { packageRoot } from '../../start/package-root.js';
import { folderCycles, folderGraph } from './folder-graph.js';
import { isTest, PRODUCT_FOLDERS, readSourceFiles } from './source-files.js';
import { undocumentedExports } from './undocumented.js';

const sources = readSourceFiles([...PRODUCT_FOLDERS, 'scripts', 'test']);
const product = sources.filter(({ file }) => (PRODUCT_FOLDERS as readonly string[]).includes(topFolder(file)) && !isTest(file));

function topFolder(file: string): string {
  return file.split('/')[0] ?? '';
}

/** Which top folders a top folder may import. */
const MAY_IMPORT: Readonly<Record<string, readonly string[]>> = {
  schema: [],
  kube: ['schema'],
  server: ['kube', 'schema'],
  operator: ['kube', 'schema'],
  cli: ['schema'],
  local: [],
  start: ['server', 'operator', 'kube', 'schema'],
};

describe('imports', () => {
  test('go one way between the top folders', () => {
    const wrong = product.flatMap(({ file, imports }) => imports
      .filter((imported) => topFolder(imported) !== topFolder(file) && !MAY_IMPORT[topFolder(file)]?.includes(topFolder(imported)))
      .map((imported) => `${file} imports ${imported}`));
    expect(wrong).toEqual([]);
  });

  test('never go in a circle between folders', () => {
    expect(folderCycles(folderGraph(product))).toEqual([]);
  });

  test('name the file that has the thing: there are no barrels', () => {
    const barrels = product.filter(({ file, tree }) => path.basename(file) === 'index.ts'
      || (tree.statements.length > 0 && tree.statements.every((statement) => ts.isExportDeclaration(statement) && statement.moduleSpecifier)));
    expect(barrels.map(({ file }) => file)).toEqual([]);
  });

  test('of plans and desired state reach no client, clock or file', () => {
    const impure = product
      .filter(({ file }) => /^operator\/.*(plan|desire|desired|status)[^/]*\.ts$/.test(file))
      .flatMap(({ file, imports, text }) => [
        ...imports.filter((imported) => /^kube\/(client|cache|queue|lease)\//.test(imported)).map((imported) => `${file} imports ${imported}`),
        ...[...text.matchAll(/from 'node:(fs|net|http|https|child_process|timers)[^']*'|\bDate\.now\(|\bMath\.random\(/g)].map((match) => `${file}: ${match[0]}`),
      ]);
    expect(impure).toEqual([]);
  });
});

describe('files', () => {
  test('have at most 300 lines', () => {
    const long = sources.map(({ file, text }) => ({ file, lines: text.split('\n').length })).filter(({ lines }) => lines > 301);
    expect(long).toEqual([]);
  });

  test('are named in kebab-case, after what they hold', () => {
    const wrong = sources.map(({ file }) => file).filter((file) => !/^[a-z0-9]+(-[a-z0-9]+)*(\.(test|seam))?\.ts$/.test(path.basename(file))
      || /(^|\/)(utils?|helpers?|common|misc|shared|lib)(\/|\.ts$)/.test(file));
    expect(wrong).toEqual([]);
  });

  test.each<[string, RegExp]>([
    ['paths of one machine', /\/work\/(main|shared|\.)/],
    ['work left for later', /\b(TODO|FIXME|XXX)\b/],
    ['types switched off', /@ts-(ignore|nocheck|expect-error)|\bas any\b|: any\b/],
    ['rules switched off without a reason', /eslint-disable(?!.* -- )/],
    ['tests switched off', /\b(describe|test|it)\.(only|skip)\(|\bx(it|test|describe)\(/],
  ])('contain no %s', (_name, pattern) => {
    const found = sources.filter(({ file }) => !file.startsWith('test/structure/')).flatMap(({ file, text }) => text.split('\n')
      .map((line, index) => ({ line, place: `${file}:${index + 1}` }))
      .filter(({ line }) => pattern.test(line))
      .map(({ line, place }) => `${place} ${line.trim()}`));
    expect(found).toEqual([]);
  });
});

describe('documentation', () => {
  test('stands at every exported thing', () => {
    expect(product.flatMap(undocumentedExports)).toEqual([]);
  });

  test('stands in the GraphQL schema at every type, field, argument and value', async () => {
    const { buildSchema } = await import('graphql');
    const { undocumentedGraphql } = await import('./undocumented-graphql.js');
    expect(undocumentedGraphql(buildSchema(readFileSync(path.join(packageRoot, 'schema', 'schema.graphql'), 'utf8')))).toEqual([]);
  });

  test('stands in the custom resource definitions at every field', async () => {
    const { undocumentedFields } = await import('./undocumented-crds.js');
    expect(undocumentedFields(path.join(packageRoot, 'manifests', 'crds'))).toEqual([]);
  });
});
