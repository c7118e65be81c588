import { MANAGER_OPERATOR } from '../../schema/naming/labels.js';
import { POSTGRES_CLUSTER } from '../../kube/kinds.js';
import { podReady } from '../cluster/instance-health.js';
import type { ClusterWorld, ObservedInstance } from '../cluster/world.js';
import type { OperationOutcome, OperationVisit } from '../operation/operation-handler.js';
import type { StepNow } from '../operation/operation-steps.js';
import { clusterDataDirectory } from '../restore/cluster-data.js';
import { FINALIZE_SCRIPT } from './upgrade-script.js';
import { runInInstance, type UpgradeTools } from './upgrade-tools.js';

const LOOK_AGAIN_MS = 500;
const REMOVE_TIMEOUT_MS = 600_000;
const CLOSE = 'End the way back';

/** Ends the way back first, so that nobody takes it while the data go, then removes the data of before from every volume. */
export const finalizeUpgrade = async (tools: UpgradeTools, visit: OperationVisit, world: ClusterWorld): Promise<OperationOutcome> => {
  if (world.cluster.spec.restore?.previous !== undefined) {
    await endWayBack(visit, world);
    return { steps: [{ name: CLOSE, done: false, message: 'The way back is being ended.' }], againMs: LOOK_AGAIN_MS };
  }
  const steps = world.instances.filter(({ statefulSet }) => statefulSet !== undefined).map((instance) => removeOld(tools, visit, { world, instance }));
  const closed: StepNow = { name: CLOSE, done: true, message: 'Nothing leads back to the data of before.' };
  return { steps: [closed, ...steps], ...(steps.every(({ done }) => done) ? {} : { againMs: LOOK_AGAIN_MS }) };
};

const endWayBack = async ({ client }: OperationVisit, { cluster }: ClusterWorld): Promise<void> => {
  const { name, namespace = '', uid, resourceVersion } = cluster.metadata;
  const patch = { metadata: { uid, resourceVersion }, spec: { restore: { previous: null, previousPrimary: null } } };
  await client.mergePatch(POSTGRES_CLUSTER, { namespace, name }, patch, { manager: MANAGER_OPERATOR });
};

const removeOld = (tools: UpgradeTools, { operation }: OperationVisit, { world, instance }: { readonly world: ClusterWorld; readonly instance: ObservedInstance }): StepNow => {
  const name = `Clean up ${instance.name}`;
  const subject = `${operation.metadata.uid}/${instance.name}`;
  if (podReady(instance.pod)) {
    tools.desk.request(subject, 'once', async () => {
      const present = clusterDataDirectory(world, world.spec.postgresVersion);
      const { exitCode, words } = await runInInstance(tools, world, instance, { script: FINALIZE_SCRIPT, arguments: [present], timeoutMs: REMOVE_TIMEOUT_MS });
      if (exitCode !== 0) throw new Error(words);
      return '';
    }, () => {});
  }
  const finding = tools.desk.finding(subject);
  if (finding?.state === 'done') return { name, done: true, message: 'Only the present data are on its volume.' };
  return { name, done: false, message: finding?.error === undefined ? 'The data of before are being removed.' : `Tries again: ${finding.error}.` };
};
