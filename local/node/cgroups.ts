import fs from 'node:fs';
import path from 'node:path';
import { cgroupSettings, type CgroupSetting } from './cgroup-limits.js';
import type { Container } from './pod.js';

/** Limits of memory, CPU and processes by the kernel's control groups, where this machine lets the agent make them. */
export interface Cgroups {
  /** Why limits cannot be held here; undefined when they can. */
  readonly unavailable: string | undefined;
  /** Makes the group of a container run and sets its limits. @returns what could not be set, in words */
  create(id: string, container: Container): string | undefined;
  /** Files of the group that a process writes its number to when it joins, with all that it starts from then on. */
  entrances(id: string): readonly string[];
  /** Whether the kernel ended a process of the group for want of memory. */
  wasOutOfMemory(id: string): boolean;
  remove(id: string): void;
  /** Removes the parent group when nothing is left in it. */
  close(): void;
}

const ROOT = '/sys/fs/cgroup';
const CONTROLLERS = ['memory', 'cpu', 'pids'] as const;
type Controller = CgroupSetting['controller'];

/** Where groups may be made: below the agent's own group in version 1, below the root in version 2, whose inner groups hold no process. */
interface Place {
  readonly version: 1 | 2;
  readonly parents: Readonly<Record<Controller, string>>;
}

/** Control groups of this machine in a parent group of the given name. */
export function openCgroups(name: string): Cgroups {
  const place = findPlace(name);
  if (typeof place === 'string') return unavailable(place);
  const directories = (id: string): string[] => [...new Set(CONTROLLERS.map((controller) => path.join(place.parents[controller], id)))];
  /** Groups that something was still in: a command that joined the container ends a moment after it. */
  const left = new Set<string>();
  const removeLeft = (): void => left.forEach((directory) => {
    if (!fs.existsSync(directory) || attempt(() => fs.rmdirSync(directory))) left.delete(directory);
  });
  const made = (id: string): string[] => directories(id).filter((directory) => fs.existsSync(directory));
  return {
    unavailable: undefined,
    create: (id, { resources }) => {
      const settings = cgroupSettings(resources, place.version);
      if (settings.length > 0) for (const directory of directories(id)) fs.mkdirSync(directory, { recursive: true });
      const failed = settings.filter(({ controller, file, value }) => !write(path.join(place.parents[controller], id, file), value));
      return failed.length === 0 ? undefined : `this machine does not take ${failed.map(({ file, value }) => `${file}=${value}`).join(', ')}`;
    },
    entrances: (id) => made(id).map((directory) => path.join(directory, 'cgroup.procs')),
    wasOutOfMemory: (id) => {
      const file = path.join(place.parents.memory, id, place.version === 2 ? 'memory.events' : 'memory.oom_control');
      return Number(/^oom_kill (\d+)$/m.exec(read(file))?.[1] ?? 0) > 0;
    },
    remove: (id) => {
      made(id).forEach((directory) => left.add(directory));
      removeLeft();
    },
    close: () => {
      removeLeft();
      new Set(Object.values(place.parents)).forEach((directory) => attempt(() => fs.rmdirSync(directory)));
    },
  };
}

/**
 * Joins control groups before there is anything that could start something outside of them, and becomes a program. The
 * arguments are the number of the groups' files, the files, and the program with its own.
 */
const JOIN_SCRIPT = `count=$1; shift
while [ "$count" -gt 0 ]; do { echo $$ > "$1"; } 2>/dev/null; shift; count=$((count - 1)); done
exec "$@"`;

/** The command line of a program that runs in control groups, whose files are given. */
export function joinArguments(entrances: readonly string[], program: readonly string[]): readonly string[] {
  return entrances.length === 0 ? program : ['/bin/sh', '-c', JOIN_SCRIPT, 'sh', String(entrances.length), ...entrances, ...program];
}

function unavailable(why: string): Cgroups {
  return { unavailable: why, create: () => why, entrances: () => [], wasOutOfMemory: () => false, remove: () => undefined, close: () => undefined };
}

function findPlace(name: string): Place | string {
  const place = fs.existsSync(path.join(ROOT, 'cgroup.controllers')) ? placeOfVersion2(name) : placeOfVersion1(name);
  const made = place !== undefined && Object.values(place.parents).every((parent) => attempt(() => fs.mkdirSync(parent, { recursive: true })));
  if (place === undefined || !made) return 'resource limits are not held: the agent may not make control groups on this machine';
  if (place.version === 1) return place;
  const enabled = write(path.join(place.parents.memory, 'cgroup.subtree_control'), CONTROLLERS.map((controller) => `+${controller}`).join(' '));
  return enabled ? place : 'resource limits are not held: the controllers memory, cpu and pids are not handed down to the agent';
}

function placeOfVersion2(name: string): Place {
  write(path.join(ROOT, 'cgroup.subtree_control'), CONTROLLERS.map((controller) => `+${controller}`).join(' '));
  const parent = path.join(ROOT, name);
  return { version: 2, parents: { memory: parent, cpu: parent, pids: parent } };
}

function placeOfVersion1(name: string): Place | undefined {
  const own = new Map(read('/proc/self/cgroup').split('\n').flatMap((line) => {
    const [, controllers = '', group = '/'] = line.split(':');
    return controllers.split(',').map((controller): [string, string] => [controller, group]);
  }));
  const parent = (controller: Controller): string => path.join(ROOT, controller, own.get(controller) ?? '/', name);
  const isThere = CONTROLLERS.every((controller) => own.has(controller) && fs.existsSync(path.dirname(parent(controller))));
  return isThere ? { version: 1, parents: { memory: parent('memory'), cpu: parent('cpu'), pids: parent('pids') } } : undefined;
}

function read(file: string): string {
  try {
    return fs.readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}

function write(file: string, value: string): boolean {
  return attempt(() => fs.writeFileSync(file, value));
}

function attempt(action: () => void): boolean {
  try {
    action();
    return true;
  } catch {
    return false;
  }
}
