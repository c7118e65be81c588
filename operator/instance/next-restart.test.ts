import { expect, test } from '@jest/globals';
import { nextRestart, type Restartable, type RestartManner, type RestartMove } from './next-restart.js';

/** `1*!` is the ready primary that is due, `2` a replica that is not, `3!-` a broken one that is due. */
const instance = (text: string): Restartable => ({ name: text.charAt(0), isPrimary: text.includes('*'), isDue: text.includes('!'), isReady: !text.includes('-') });

test.each<[string, string, RestartManner, RestartMove]>([
  ['nothing is due', '1* 2 3', { isRolling: true }, { act: 'done' }],
  ['replicas go first', '1*! 2! 3!', { isRolling: false }, { act: 'restart', name: '2' }],
  ['one after another', '1*! 2 3!-', { isRolling: false }, { act: 'restart', name: '3' }],
  ['not while another is unwell', '1*! 2- 3!', { isRolling: false }, { act: 'wait', message: 'Waits until 2 is ready.' }],
  ['the primary in place', '1*! 2 3', { isRolling: false }, { act: 'restart', name: '1' }],
  ['the primary after it has handed over', '1*! 2 3', { isRolling: true }, { act: 'handOver', from: '1' }],
  ['the old primary as a replica', '1! 2* 3', { isRolling: true }, { act: 'restart', name: '1' }],
  ['nobody to hand over to', '1*!', { isRolling: true }, { act: 'restart', name: '1' }],
  ['the primary first where values become smaller', '1*! 2! 3!', { isRolling: true, isPrimaryFirst: true }, { act: 'restart', name: '1' }],
  ['then the replicas', '1* 2! 3!', { isRolling: true, isPrimaryFirst: true }, { act: 'restart', name: '2' }],
  ['a primary that is down waits for Patroni', '1*!- 2', { isRolling: true }, { act: 'wait', message: 'Waits until 1 is ready.' }],
])('%s', (_name, instances, manner, move) => {
  expect(nextRestart(instances.split(' ').map(instance), manner)).toEqual(move);
});
