import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { PACKAGED_CATALOGUE, readImageCatalogue } from './image-catalogue-file.js';

let file: string;
beforeAll(() => { file = path.join(mkdtempSync(path.join(os.tmpdir(), 'pgo-catalogue-')), 'images.yaml'); });
afterAll(() => rmSync(path.dirname(file), { recursive: true }));

const read = (text: string): ReturnType<typeof readImageCatalogue> => {
  writeFileSync(file, text);
  return readImageCatalogue(file);
};

describe('readImageCatalogue', () => {
  test('reads the catalogue of this package, newest version first', () => {
    const { postgres } = readImageCatalogue(PACKAGED_CATALOGUE);
    expect(postgres.map(({ version }) => version)).toEqual([18, 17, 16, 15, 14]);
    expect(postgres[1]).toEqual({ version: 17, image: 'localhost/pgo-postgres:17', binDir: '/usr/lib/postgresql/17/bin', patroniLeaderLabel: 'primary', exporterImage: expect.stringMatching(/pgo-exporter/), poolerImage: expect.stringMatching(/pgo-pgbouncer/) });
  });

  test('takes own directories and names of the leader', () => {
    expect(read('postgres: { "16": { image: "r.example/pg:16", binDir: /opt/pg/bin, patroniLeaderLabel: master } }').postgres)
      .toEqual([{ version: 16, image: 'r.example/pg:16', binDir: '/opt/pg/bin', patroniLeaderLabel: 'master' }]);
  });

  test.each<[string, string, RegExp]>([
    ['no YAML', 'postgres: [', /cannot be read/],
    ['nothing', '', /wrong at its top/],
    ['no version', 'postgres: {}', /wrong at postgres: must have at least one version/],
    ['a version that is none', 'postgres: { newest: { image: x } }', /wrong at postgres\.newest/],
    ['an image left out', 'postgres: { "16": {} }', /wrong at postgres\.16\.image/],
    ['an unknown component', 'postgres: { "16": { image: x } }\nbouncer: { image: y }', /wrong at its top: .*bouncer/],
    ['a directory that is relative', 'postgres: { "16": { image: x, binDir: bin } }', /wrong at postgres\.16\.binDir/],
  ])('refuses %s and says where', (_name, text, sentence) => {
    expect(() => read(text)).toThrow(sentence);
  });

  test('says which file is missing', () => {
    expect(() => readImageCatalogue('/nonexistent/images.yaml')).toThrow(/The image catalogue \/nonexistent\/images\.yaml cannot be read/);
  });
});
