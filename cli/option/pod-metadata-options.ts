import type { Command } from 'commander';
import { keyValue } from './parse-option.js';

/** Flags that mark the pods of a cluster; null takes a key away. */
export interface PodMetadataFlags {
  podLabel?: Record<string, string | null>;
  podAnnotation?: Record<string, string | null>;
}

/** The `podMetadata` of a mutation's input; nothing when no flag asks for any. */
export const podMetadataInput = ({ podLabel, podAnnotation }: PodMetadataFlags): { podMetadata?: { labels?: object; annotations?: object } } => {
  if (podLabel === undefined && podAnnotation === undefined) return {};
  return { podMetadata: { ...(podLabel === undefined ? {} : { labels: podLabel }), ...(podAnnotation === undefined ? {} : { annotations: podAnnotation }) } };
};

/** Adds the flags. */
export const addPodMetadataOptions = (command: Command, { isRemovable }: { readonly isRemovable: boolean }): Command => {
  const removal = isRemovable ? '; key- removes it' : '';
  return command
    .option('--pod-label <key=value>', `label of every pod of the cluster${removal}; repeatable`, keyValue(isRemovable))
    .option('--pod-annotation <key=value>', `annotation of every pod of the cluster, as service meshes want it${removal}; repeatable`, keyValue(isRemovable));
};
