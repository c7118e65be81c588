import { describe, expect, it } from '@jest/globals';
import type { ClusterReason } from '../../schema/resource/cluster-conditions.js';
import type { ContainerStatus, Pod } from '../../kube/core-kinds.js';
import { aWorld } from '../testing/cluster-fixture.js';
import { instanceTrouble } from './instance-status.js';
import type { ObservedInstance } from './world.js';

const waiting = (reason: string, message: string): ContainerStatus => ({ name: 'database', ready: false, restartCount: 0, state: { waiting: { reason, message } } });

const pod = (status: Pod['status']): Pick<ObservedInstance, 'pod'> => ({ pod: { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'hippo-1-0', namespace: 'shop' }, status } });

describe('what keeps an instance from being ready, and what to do', () => {
  const cases: { name: string; parts: Partial<ObservedInstance>; reason: ClusterReason; words: RegExp }[] = [
    {
      name: 'no node takes it', reason: 'Unschedulable', words: /^no node takes its pod: 0\/3 nodes are available: 3 Insufficient memory\. \(free or add a node/,
      parts: pod({ phase: 'Pending', conditions: [{ type: 'PodScheduled', status: 'False', reason: 'Unschedulable', message: '0/3 nodes are available: 3 Insufficient memory.' }] }),
    },
    {
      name: 'its image cannot be pulled', reason: 'ImageUnavailable', words: /^its image cannot be had: Back-off pulling image "x" \(name another .*imagePullSecrets/,
      parts: pod({ phase: 'Pending', containerStatuses: [waiting('ImagePullBackOff', 'Back-off pulling image "x"')] }),
    },
    {
      name: 'its volume is lost', reason: 'VolumeLost', words: /^its volume is lost \(bring the volume of data-hippo-1-0 back, .* pgo scaledown --target hippo-1/,
      parts: {
        ...pod({ phase: 'Pending' }),
        claim: { apiVersion: 'v1', kind: 'PersistentVolumeClaim', metadata: { name: 'data-hippo-1-0' }, status: { phase: 'Lost' } },
      },
    },
    {
      name: 'a mount is missing', reason: 'ContainerWaiting', words: /secret "x" not found/,
      parts: pod({ phase: 'Pending', containerStatuses: [waiting('CreateContainerConfigError', 'secret "x" not found')] }),
    },
    {
      name: 'it ends again and again', reason: 'CrashLoop', words: /see its log/,
      parts: pod({ phase: 'Running', containerStatuses: [waiting('CrashLoopBackOff', 'back-off')] }),
    },
  ];
  it.each(cases)('$name', ({ parts, reason, words }) => {
    const world = aWorld({ instances: [{ ordinal: 1, ready: false }] });
    const [instance] = world.instances as [ObservedInstance];
    const broken = { ...instance, ...parts };
    expect(instanceTrouble({ ...world, instances: [broken] }, broken)).toMatchObject({ reason, serious: true, text: expect.stringMatching(words) });
  });
});
