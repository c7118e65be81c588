import { describe, expect, it } from '@jest/globals';
import { runProgram } from './run-program.js';

describe('runProgram', () => {
  it.each([
    ['the exit code of the program', 'process.exit(7)', 7],
    ['128 and the signal that ended it', 'process.kill(process.pid, "SIGTERM")', 143],
  ])('returns %s', async (_name, program, exitCode) => {
    expect(await runProgram(process.execPath, ['-e', program], {})).toBe(exitCode);
  });
  it('hands its environment on and nothing else', async () => {
    expect(await runProgram(process.execPath, ['-e', 'process.exit(process.env.A === "1" && process.env.HOME === undefined ? 0 : 1)'], { A: '1' })).toBe(0);
  });
  it('says what to install when the program is missing', async () => {
    await expect(runProgram('/nonexistent/psql', [], {})).rejects.toMatchObject({ message: expect.stringContaining('is not installed'), suggestion: expect.stringContaining('postgresql-client') });
  });
  it('leaves no listener behind', () => {
    expect(process.listenerCount('SIGHUP')).toBe(0);
  });
});
