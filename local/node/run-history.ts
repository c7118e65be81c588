import fs from 'node:fs';
import path from 'node:path';
import { readReport, type ProcessExit } from './container-process.js';
import { readJson, readLaunch, writeJson } from './launch-record.js';
import type { Container } from './pod.js';
import type { ContainerRun } from './pod-state.js';
import { exitDetails, unbuiltDetails } from './termination.js';

/** The current run and the one before it, whose output `kubectl logs --previous` shows. */
const KEPT_RUNS = 2;
const STOPPED_WITH_NODE = 'stopped-with-node';

/** The numbers of the runs whose directories are there, in order. */
export function runsIn(containerDirectory: string): number[] {
  const names = fs.existsSync(containerDirectory) ? fs.readdirSync(containerDirectory) : [];
  return names.filter((name) => /^[0-9]+$/.test(name)).map(Number).sort((a, b) => a - b);
}

/** What the files of a run say about it. */
export function readRun(directory: string, attempt: number): ContainerRun {
  const ended = readJson(path.join(directory, 'exit.json')) as ContainerRun | undefined;
  if (ended !== undefined) return ended;
  const launch = readLaunch(directory);
  const phase = readReport(directory).entered === true ? 'running' : 'starting';
  return { attempt, failures: launch?.failures ?? 0, phase, startedAtMs: launch?.startedAtMs ?? 0 };
}

/** Notes that the coming end of a run is the node's doing. */
export function markStoppedWithNode(directory: string): void {
  fs.writeFileSync(path.join(directory, STOPPED_WITH_NODE), '');
}

/** What is known when a run has ended. */
export interface EndContext {
  readonly container: Container;
  readonly outOfMemory: boolean;
  readonly nowMs: number;
}

/** A run with its end, which is kept for later agents. */
export function endRun(directory: string, run: ContainerRun, exit: ProcessExit, about: EndContext): ContainerRun {
  const isUntold = exit.exitCode === undefined;
  // A machine that cannot build sandboxes is no reason to try without a pause.
  const isUnbuilt = isUntold && readReport(directory).pid === undefined;
  const withNode = (isUntold && !isUnbuilt) || fs.existsSync(path.join(directory, STOPPED_WITH_NODE));
  const ended: ContainerRun = {
    ...run,
    phase: 'exited',
    finishedAtMs: Math.max(Math.floor(exit.finishedAtMs ?? about.nowMs), run.startedAtMs),
    ...(isUnbuilt ? unbuiltDetails(directory) : exitDetails(directory, exit.exitCode, about)),
    ...(withNode ? { endedWithNode: true } : {}),
  };
  writeJson(path.join(directory, 'exit.json'), ended);
  return ended;
}

/** Removes the runs that nobody can ask for any more. */
export function dropOldRuns(containerDirectory: string, attempt: number): void {
  for (const old of runsIn(containerDirectory)) if (old <= attempt - KEPT_RUNS) fs.rmSync(path.join(containerDirectory, String(old)), { recursive: true, force: true });
}
