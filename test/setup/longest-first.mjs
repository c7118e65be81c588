import Sequencer from '@jest/test-sequencer';

/** The files that take longest, longest first: one that is begun late runs on alone, while a processor has nothing to do. */
const LONGEST = [
  'test/flow/random-kills', 'local/conformance', 'test/flow/backups', 'test/flow/in-cluster', 'test/flow/schedules', 'test/flow/configuration', 'test/flow/switchover',
  'test/flow/restore', 'test/flow/without-operator', 'test/flow/failover', 'test/flow/resume', 'test/flow/access', 'test/crash/operator-crash', 'test/flow/storage', 'test/flow/chaos',
];

const rankOf = ({ path }) => {
  const rank = LONGEST.findIndex((one) => path.endsWith(`/${one}.test.ts`));
  return rank < 0 ? LONGEST.length : rank;
};

/** The order of test files: the longest first, the others as Jest has them. */
export default class LongestFirst extends Sequencer {
  async sort(tests) {
    return [...(await super.sort(tests))].sort((left, right) => rankOf(left) - rankOf(right));
  }
}
