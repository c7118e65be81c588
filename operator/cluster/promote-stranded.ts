/** Helps a first instance on that was cut short while it was set up. */
import { DATABASE_CONTAINER, podName } from '../../schema/naming/names.js';
import { VOLUME_PATH } from '../postgres/instance-layout.js';
import { lookInTurn } from './look-in-turn.js';
import type { ClusterLoop } from './loop.js';
import type { ClusterPlan } from './plan.js';
import type { ClusterWorld } from './world.js';

/** How often it is looked whether the first instance goes on, in milliseconds. */
const LOOK_EVERY_MS = 5_000;
const TIMEOUT_MS = 10_000;

/** Only what follows nobody and has no archive to recover from is promoted; each other bootstrap ends by itself. */
export const PROMOTE_SCRIPT = `for directory in ${VOLUME_PATH}/pg[0-9]*; do
  [ -f "$directory/postmaster.pid" ] && [ -f "$directory/standby.signal" ] && [ ! -f "$directory/recovery.signal" ] || continue
  grep -Eq '^[[:space:]]*(primary_conninfo|restore_command)' "$directory/postgresql.conf" || pg_ctl promote -W -D "$directory"
done`;

/** Has such an instance go on as what it was: a new database that nobody has written to. Patroni then ends its bootstrap. */
const promote = async (loop: ClusterLoop, { cluster }: ClusterWorld, name: string): Promise<boolean> => {
  const pod = { namespace: cluster.metadata.namespace ?? '', name: podName(name) };
  const { exitCode, stdout } = await loop.pods.exec(pod, { container: DATABASE_CONTAINER, command: ['sh', '-c', PROMOTE_SCRIPT], timeoutMs: TIMEOUT_MS });
  const isPromoted = exitCode === 0 && stdout.includes('promoting');
  if (isPromoted) {
    loop.events.record(cluster, {
      type: 'Normal', reason: 'BootstrapResumed',
      message: `${name} had been cut short while its new database was set up, as Kubernetes did not answer for some seconds. It goes on.`,
    });
  }
  return isPromoted;
};

/** Helps the instance on that the plan names, beside the loop. Returns after how long to look again. */
export const requestPromotion = (loop: ClusterLoop, world: ClusterWorld, { strandedInstance: name }: Pick<ClusterPlan, 'strandedInstance'>): number | undefined => {
  const uid = world.instances.find((instance) => instance.name === name)?.pod?.metadata.uid;
  if (name === undefined || uid === undefined) return undefined;
  return lookInTurn(loop, world, { desk: loop.promotions, pod: uid, everyMs: LOOK_EVERY_MS, signature: '', task: () => promote(loop, world, name) });
};
