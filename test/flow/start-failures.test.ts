import { describe, expect, jest, test } from '@jest/globals';
import { once } from 'node:events';
import { existsSync, readdirSync, writeFileSync } from 'node:fs';
import net from 'node:net';
import path from 'node:path';
import { freePort } from '../support/free-port.js';
import { processesOf } from '../support/processes.js';
import { runProgram } from '../support/run-program.js';
import { testDirectory } from '../support/test-directory.js';
import { serviceArguments } from '../support/test-service.js';

jest.setTimeout(60_000);

const START = 'bin/start.mjs';

describe('npm start refuses with one sentence and starts nothing when', () => {
  test('the port is in use', async () => {
    const server = net.createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as net.AddressInfo;
    const dataDir = testDirectory('port');
    try {
      const program = runProgram(START, serviceArguments(dataDir, port));
      expect(await program.ended).toBe(1);
      expect(program.output()).toBe(`pgo: Port ${port} on 127.0.0.1 is in use. Stop what listens there or choose another with --port PORT.\n`);
    } finally {
      server.close();
    }
    expect(existsSync(path.join(dataDir, 'kubernetes'))).toBe(false);
    expect(processesOf(dataDir)).toEqual([]);
  });

  test('the data directory cannot be made', async () => {
    const file = path.join(testDirectory('unwritable'), 'file');
    writeFileSync(file, '');
    const program = runProgram(START, serviceArguments(path.join(file, 'data'), await freePort()));
    expect(await program.ended).toBe(1);
    expect(program.output()).toMatch(/^pgo: The data directory .* cannot be used: [^\n]*\n$/);
  });

  test('the kubeconfig is not there', async () => {
    const dataDir = testDirectory('kubeconfig');
    const program = runProgram(START, serviceArguments(dataDir, await freePort(), ['--kubeconfig', '/nowhere/config']));
    expect(await program.ended).toBe(1);
    expect(program.output()).toMatch(/^pgo: [^\n]*\/nowhere\/config[^\n]*\n$/);
    expect(readdirSync(dataDir)).not.toContain('pgo.lock');
  });

  test.each([
    ['an option is not known', ['--prot', '4000'], /--prot/],
    ['a value is wrong', ['--port', 'many'], /--port must be a number/],
  ])('%s', async (_name, args, sentence) => {
    const program = runProgram(START, args);
    expect(await program.ended).toBe(2);
    expect(program.output()).toMatch(sentence);
    expect(program.output().trimEnd()).not.toContain('\n');
  });
});

test('npm start --help tells every option', async () => {
  const program = runProgram(START, ['--help']);
  expect(await program.ended).toBe(0);
  for (const option of ['--port', '--data-dir', '--no-demo', '--kubeconfig', '--namespace', '--tls', '--host', '--no-cli-context', '--verbose']) {
    expect(program.output()).toContain(option);
  }
});
