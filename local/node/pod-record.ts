import fs from 'node:fs';
import path from 'node:path';
import { readJson, writeJson } from './launch-record.js';
import type { NodeContext } from './node-context.js';
import type { Pod } from './pod.js';

/** What is kept of a pod on disk, so that a later agent finds its containers even when the object is gone. */
export interface PodRecord {
  readonly address: string;
  readonly startTimeMs: number;
  readonly pod: Pod;
}

/** What an earlier agent kept of a pod; undefined when there is nothing. */
export function readRecord(directory: string): PodRecord | undefined {
  return readJson(path.join(directory, 'pod.json')) as PodRecord | undefined;
}

/** The record of a pod; made, with an address of its own, when the pod is new here. */
export function openRecord(directory: string, pod: Pod, context: NodeContext): PodRecord {
  const known = readRecord(directory);
  if (known !== undefined) return known;
  fs.mkdirSync(directory, { recursive: true, mode: 0o700 });
  const record = { address: context.addresses.allocate(pod.metadata.uid ?? ''), startTimeMs: context.settings.clock(), pod };
  writeJson(path.join(directory, 'pod.json'), record);
  return record;
}
