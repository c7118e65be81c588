import { secretText } from '../../kube/secret-text.js';
import { errorMessage } from '../../kube/error-message.js';
import { kubeTime } from '../../kube/kube-time.js';
import { FINALIZER_CLUSTER, MANAGER_OPERATOR } from '../../schema/naming/labels.js';
import { authoritySecretName, serverCertificateSecretName } from '../../schema/naming/names.js';
import type { Key } from '../../kube/kube-object.js';
import { DEPLOYMENT, STATEFUL_SET } from '../../kube/core-kinds.js';
import { POSTGRES_CLUSTER } from '../../kube/kinds.js';
import { settled, type Next } from '../../kube/queue/work-queue.js';
import { catalogueEntry } from '../image-catalogue.js';
import { releaseBootstrap } from './abandoned-bootstrap.js';
import { applyAll, createMissing, deleteAll, staleObjects, withHash } from './apply-owned.js';
import { certificateExpiry, readCertificate, serverNames } from './certificates.js';
import { specFault } from './check-spec.js';
import { requestConfigurationWork } from './configuration-work.js';
import { databaseKnowledge, requestDatabaseWork } from './database-work.js';
import { requestDivergedReplicas } from './diverged-replicas.js';
import { desireCluster } from './desire/desire-cluster.js';
import type { DesireInput } from './desire/desire-input.js';
import { unwantedNetworkPolicies } from './desire/network-policy.js';
import { givenCertificate, givenFault, givenTexts, hasTexts, servedCertificate, type GivenCertificate } from './given-certificate.js';
import { poolerKnowledge, requestPoolerWork } from './pooler-work.js';
import { requestKeptData } from '../restore/kept-data.js';
import { advanceRestore } from '../restore/advance-restore.js';
import type { ClusterLoop } from './loop.js';
import { mintSecrets, serverCertificateSecret } from './mint.js';
import { observeCluster } from './observe.js';
import { firstPassword, renewPasswords } from './passwords.js';
import { planCluster, planDeletion, serviceAddresses } from './plan.js';
import { applyDynamicConfig, deleteRenewed, mirrorRoles } from './pod-writes.js';
import { requestPromotion } from './promote-stranded.js';
import { followedPassword } from '../standby/observe-standby.js';
import { growthWaitMs } from '../storage/plan-growth.js';
import { requestStorageWork } from '../storage/storage-work.js';
import { standbyFault } from '../standby/standby-config.js';
import { dueCertificates, type WantedCertificate } from './wanted-certificates.js';
import { settleAccess, holdAccess } from './settle-access.js';
import { forgetRepositories, repositoryKnowledge, requestRepositoryWork } from './repository-work.js';
import { clusterStatus, type StatusInput } from './status.js';
import { secretNamed, type ClusterWorld } from './world.js';
import { writeStatus } from './write-status.js';

/** One visit of a cluster: observe, plan, desire, apply, status, next visit. */
export const reconcileCluster = async (loop: ClusterLoop, key: Key): Promise<Next> => {
  const versions = loop.catalogue.map(({ version }) => version);
  const world = loop.written.over(observeCluster(loop.cache, key, versions, { ...databaseKnowledge(loop, key), pooler: poolerKnowledge(loop, key), repositories: repositoryKnowledge(loop.repositories, key) }));
  if (world === undefined) {
    await settleAccess(loop, key, undefined);
    loop.applications.forget(`${key.namespace}/${key.name}`);
    forgetRepositories(loop.repositories, key);
    return settled;
  }
  if (world.cluster.metadata.deletionTimestamp !== undefined) return removeCluster(loop, world);
  const given = givenCertificate(world, loop.clock.now());
  const fault = specFault(world.cluster, world.spec, loop.catalogue) ?? standbyFault(world) ?? (world.patroni.initialized ? undefined : givenFault(given));
  if (fault !== undefined) {
    await writeStatus(loop, world, clusterStatus(world, { ...statusBasis(loop, world, given), specFault: fault }));
    return settled;
  }
  const certificate = certificateOf(world, given);
  const plan = planCluster(world, certificate, loop.clock.now());
  const entry = catalogueEntry(loop.catalogue, world.spec.postgresVersion);
  const outcome = entry === undefined ? undefined : await attempt(() => carryOut(loop, { world, plan, entry, settings: loop.settings }, given));
  const pace = loop.pace();
  const visitSoon = (): void => loop.visitSoon(key.namespace, key.name);
  const againMs = soonest(
    requestDatabaseWork(loop, world), requestConfigurationWork(loop, world, plan), plan.abandonedBootstrapMs, requestPromotion(loop, world, plan),
    requestDivergedReplicas(loop, world, plan), requestPoolerWork(loop, world), growthWaitMs(plan.growth, loop.clock.now()), await requestKeptData(loop, world, plan),
    requestRepositoryWork(loop.repositories, world, { pace, visitSoon }),
    requestStorageWork(loop, world, { ...pace, visitSoon }),
  );
  const accessOutcome = await attempt(() => settleAccess(loop, key, world));
  const writeError = outcome === undefined ? undefined : errorMessage(outcome.error);
  await writeStatus(loop, world, clusterStatus(world, { ...statusBasis(loop, world, given), plan, writeError }));
  const failed = outcome ?? accessOutcome;
  if (failed !== undefined) return { type: 'retry', error: failed.error };
  return againMs === undefined ? settled : { type: 'at', delayMs: againMs };
};

/** Shortest wait in milliseconds; what was due and has just been done does not call for another visit. */
const soonest = (...waits: readonly (number | undefined)[]): number | undefined => {
  const shortest = Math.min(...waits.filter((wait) => wait !== undefined && wait > 0) as number[]);
  return Number.isFinite(shortest) ? shortest : undefined;
};

/** Turns an exception into a value, so that the status is written at every exit. */
const attempt = async (work: () => Promise<void>): Promise<{ readonly error: unknown } | undefined> => {
  try {
    await work();
    return undefined;
  } catch (error) {
    return { error };
  }
};

const wantedNames = (world: ClusterWorld): ReturnType<typeof serverNames> =>
  serverNames(world.cluster.metadata.namespace ?? '', world.cluster.metadata.name, serviceAddresses(world) ?? []);

/** Our own certificate, and whether what is given stands beside it. */
const certificateOf = (world: ClusterWorld, given: GivenCertificate | undefined): ReturnType<typeof readCertificate> => {
  const own = readCertificate(secretText(secretNamed(world, serverCertificateSecretName(world.cluster.metadata.name)), 'tls.crt'), wantedNames(world));
  return own === undefined ? undefined : { ...own, covers: own.covers && hasTexts(world, givenTexts(world, given)) };
};

const statusBasis = (loop: ClusterLoop, world: ClusterWorld, given: GivenCertificate | undefined): StatusInput => ({
  now: kubeTime(loop.clock.now()),
  addressing: loop.settings.serviceAddressing,
  certificateExpiresAt: certificateExpiry(servedCertificate(world)),
  certificateFault: givenFault(given),
});

/** Brings the world nearer to the plan. Everything here may be done twice. */
const carryOut = async (loop: ClusterLoop, input: DesireInput, given: GivenCertificate | undefined): Promise<void> => {
  const { world, plan } = input;
  if (await renewPasswords(loop, world)) return;
  const context = { nowMs: loop.clock.now(), addressing: loop.settings.serviceAddressing, passwordOf: (user: string) => followedPassword(loop.cache, world.cluster, user) ?? firstPassword(loop, world, user) };
  const [minted] = await Promise.all([mintSecrets(world, plan.mint, context), holdFinalizer(loop, world), holdAccess(loop, world)]);
  const stale = staleObjects(desireCluster(input), world.owned);
  const sets = stale.filter(({ kind }) => kind === STATEFUL_SET.kind || kind === DEPLOYMENT.kind);
  await Promise.all([
    createMissing(loop.writer, minted),
    issueCertificates(loop, world, plan.certificate === 'issue' ? [{ names: wantedNames(world), extra: givenTexts(world, given) }] : []),
    applyAll(loop.writer, stale.filter((object) => !sets.includes(object))),
    applyDynamicConfig(loop.writer, input),
    mirrorRoles(loop.writer, world),
    (plan.abandonedBootstrapMs ?? 1) <= 0 ? releaseBootstrap(loop.writer, world) : undefined,
    deleteAll(loop.writer, [...plan.remove, ...unwantedNetworkPolicies(input)]),
    deleteRenewed(loop.writer, plan),
    advanceRestore(loop, input),
  ]);
  // Pods that start before what they mount wait much longer than this order costs.
  await applyAll(loop.writer, sets);
};

const holdFinalizer = async (loop: ClusterLoop, { cluster }: ClusterWorld): Promise<void> => {
  const { name, namespace = '', finalizers = [], resourceVersion } = cluster.metadata;
  if (finalizers.includes(FINALIZER_CLUSTER)) return;
  const patch = { metadata: { resourceVersion, finalizers: [...finalizers, FINALIZER_CLUSTER] } };
  await loop.writer.mergePatch(POSTGRES_CLUSTER, { namespace, name }, patch, { manager: MANAGER_OPERATOR });
};

/** Issues our own server certificate when that is due, and the others that are. */
const issueCertificates = async (loop: ClusterLoop, world: ClusterWorld, own: readonly Omit<WantedCertificate, 'secret'>[]): Promise<void> => {
  const authority = secretNamed(world, authoritySecretName(world.cluster.metadata.name));
  const [certificate, key] = [secretText(authority, 'tls.crt'), secretText(authority, 'tls.key')];
  if (certificate === undefined || key === undefined) return;
  const nowMs = loop.clock.now();
  const contexts = [...own, ...dueCertificates(world, nowMs)];
  await applyAll(loop.writer, await Promise.all(contexts.map(async (context) => withHash(await serverCertificateSecret(world.cluster, { certificate, key }, { ...context, nowMs })))));
};

/** One visit of a cluster that is to go. */
const removeCluster = async (loop: ClusterLoop, world: ClusterWorld): Promise<Next> => {
  const { name, namespace = '', finalizers = [], resourceVersion } = world.cluster.metadata;
  if (!finalizers.includes(FINALIZER_CLUSTER)) return settled;
  await settleAccess(loop, { namespace, name }, world);
  const deletion = world.spec.deletionProtection ? 'protected' : 'running';
  const outcome = deletion === 'protected' ? undefined : await attempt(async () => {
    const { remove, gone } = planDeletion(world);
    await deleteAll(loop.writer, remove);
    if (!gone) return;
    const patch = { metadata: { resourceVersion, finalizers: finalizers.filter((finalizer) => finalizer !== FINALIZER_CLUSTER) } };
    await loop.writer.mergePatch(POSTGRES_CLUSTER, { namespace, name }, patch, { manager: MANAGER_OPERATOR });
  });
  const writeError = outcome === undefined ? undefined : errorMessage(outcome.error);
  await writeStatus(loop, world, clusterStatus(world, { ...statusBasis(loop, world, givenCertificate(world, loop.clock.now())), deletion, writeError }));
  return outcome === undefined ? settled : { type: 'retry', error: outcome.error };
};
