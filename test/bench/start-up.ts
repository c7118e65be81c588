import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import path from 'node:path';
import { packageRoot } from '../../start/package-root.js';
import { startTestService } from '../support/test-service.js';
import { testDirectory } from '../support/test-directory.js';
import { median, ms, repeated, timed, type Benchmark } from './benchmark.js';

const run = promisify(execFile);
const RUNS = 5;

/** How long a person waits for the service and for the command line. */
export const startUp: Benchmark = {
  name: 'start-up',
  async run() {
    const dataDir = testDirectory('start-up');
    const starts: number[] = [];
    for (let start = 0; start < RUNS; start += 1) {
      const startedAt = performance.now();
      const service = await startTestService({ dataDir });
      starts.push(performance.now() - startedAt);
      await service.stop();
    }
    const [first = Number.NaN, ...later] = starts;
    const version = await repeated(RUNS * 2, () => timed(() => run(process.execPath, [path.join(packageRoot, 'bin', 'pgo.mjs'), 'version', '--client'])));
    const floor = await repeated(RUNS * 2, () => timed(() => run(process.execPath, ['-e', '0'])));
    return [{
      title: 'Start-up, everything installed',
      columns: ['what', 'median', 'worst', 'aim'],
      rows: [
        ['npm start to serving, empty data directory', ms(first), '', '6000 ms'],
        ['npm start to serving, later starts', ms(median(later)), ms(Math.max(...later)), '6000 ms'],
        ['pgo version', ms(median(version)), ms(Math.max(...version)), '120 ms'],
        ['floor: node -e 0', ms(median(floor)), ms(Math.max(...floor)), ''],
      ],
    }];
  },
};
