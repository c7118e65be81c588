import type { StandbyStatus } from '../../schema/resource/cluster-standby.js';
import { clusterCondition, type ClusterConditionDraft } from '../cluster/condition-draft.js';
import type { ClusterWorld } from '../cluster/world.js';
import { heldPromotion, standbyConfig } from './standby-config.js';

/** What the status says of the cluster that is followed; nothing of clusters that follow none. */
export const standbyStatus = ({ standby, patroni }: ClusterWorld): { readonly standby?: StandbyStatus } => {
  if (standby === undefined || !patroni.initialized) return {};
  const { target: source, isFollowing: following, receiver, sourceWrites } = standby;
  if (!following) return { standby: { source, following, streaming: false } };
  return { standby: {
    source, following, streaming: receiver?.streaming === true,
    ...(receiver?.lagBytes === undefined ? {} : { lagBytes: receiver.lagBytes }),
    ...(sourceWrites === undefined ? {} : { sourceWrites }),
  } };
};

/** The condition `Standby`: whether it follows, and what holds a promotion up. `Ready` does not depend on it. */
export const standbyConditions = (world: ClusterWorld): ClusterConditionDraft[] => {
  const { standby, patroni } = world;
  if (standby === undefined || !patroni.initialized) return [];
  const { target, receiver, isFollowing } = standby;
  if (!isFollowing) return [clusterCondition('Standby', 'False', 'Promoted', `It was promoted and does not follow "${target}" any more.`)];
  const held = heldPromotion(world);
  if (held !== undefined) return [clusterCondition('Standby', 'True', 'SourceWrites', `The promotion waits: ${held} Stop it, set spec.standby.force, or set spec.standby.enabled to true again.`)];
  if (standbyConfig(world) === undefined) return [clusterCondition('Standby', 'True', 'Promoting', 'It is being promoted.')];
  if (receiver?.streaming !== true) return [clusterCondition('Standby', 'True', 'SourceUnreachable', `It follows "${target}" and receives nothing from it now.`)];
  return [clusterCondition('Standby', 'True', 'Following', `It follows "${target}"${receiver.lagBytes === undefined ? '' : ` and is ${lagText(receiver.lagBytes)} behind`}.`)];
};

/** Coarse, so that a condition does not change with every record. */
const lagText = (bytes: number): string => (bytes < 1024 * 1024 ? 'less than 1 MiB' : `about ${Math.round(bytes / 1024 / 1024)} MiB`);
