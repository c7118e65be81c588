import { describe, expect, it } from '@jest/globals';
import { createBufferStreams } from '../factory/buffer-streams.js';
import { formatPlan } from './format-plan.js';
import { createLivePaint } from './live-paint.js';

describe('formatPlan', () => {
  it('says what changes and how grave it is', async () => {
    const plan = {
      impact: 'ROLLING_RESTART', summary: 'Changes 2 fields of hippo.',
      changes: [
        { object: 'PostgresCluster/hippo', action: 'update', path: 'spec.parameters.shared_buffers', before: null, after: '256MB', impact: 'ROLLING_RESTART' },
        { object: 'PostgresCluster/hippo', action: 'update', path: 'spec.replicas', before: 1, after: 2, impact: 'NONE' },
      ],
    };
    expect(await formatPlan(plan, createBufferStreams().out)).toBe(
`Changes 2 fields of hippo.
Impact: ROLLING_RESTART. Nothing was stored.

ACTION  OBJECT                 FIELD                           BEFORE  AFTER  IMPACT
update  PostgresCluster/hippo  spec.parameters.shared_buffers  -       256MB  ROLLING_RESTART
update  PostgresCluster/hippo  spec.replicas                   1       2      NONE
`);
  });
  it('says it in a sentence when nothing changes', async () => {
    expect(await formatPlan({ impact: 'NONE', summary: 'Nothing changes.', changes: [] }, createBufferStreams().out)).toBe('Nothing changes.\nImpact: NONE. Nothing was stored.\n');
  });
});

describe('createLivePaint', () => {
  it('paints over what it painted before, with as many lines as fit', () => {
    const streams = createBufferStreams({ columns: 80, rows: 3 });
    const paint = createLivePaint(streams.err);
    paint.paint(['a', 'b', 'c']);
    paint.paint(['d']);
    paint.clear();
    expect(streams.stderr()).toBe('\r\u001B[0Jb\nc\n\r\u001B[2A\u001B[0Jd\n\r\u001B[1A\u001B[0J');
  });
});
