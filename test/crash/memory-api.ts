import { randomUUID } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import pino from 'pino';
import { parse } from 'yaml';
import type { ApiAccess, Resource } from '../../local/api-access.js';
import { createAccess } from '../../local/api/access.js';
import type { ApiCore } from '../../local/api/core.js';
import { startCustomDefinitions } from '../../local/api/lifecycle/custom-definitions.js';
import { startGarbageCollector } from '../../local/api/lifecycle/garbage-collector.js';
import { Registry } from '../../local/api/registry/registry.js';
import type { Disk } from '../../local/api/store/disk.js';
import { ObjectStore } from '../../local/api/store/object-store.js';
import type { Controller } from '../../local/controllers/controller.js';
import { deploymentController } from '../../local/controllers/deployment/deployment-controller.js';
import { replicaSetController } from '../../local/controllers/deployment/replicaset-controller.js';
import { jobController } from '../../local/controllers/job/job-controller.js';
import { statefulSetController } from '../../local/controllers/statefulset/statefulset-controller.js';
import type { KubeObject } from '../../local/object.js';
import { packageRoot } from '../../start/package-root.js';
import type { JumpClock } from './jump-clock.js';

const DEFINITIONS: Resource = { group: 'apiextensions.k8s.io', version: 'v1', plural: 'customresourcedefinitions' };
const ADDRESS_BLOCK = 97;

/** A disk that forgets. */
const noDisk = (): Disk => ({
  lastRevision: () => 0, trim: () => {}, load: () => [], loadEvents: () => [], write: () => Promise.resolve(), close: () => Promise.resolve(),
} as unknown as Disk);

/** The local Kubernetes API, with the semantics that clients see, in memory and without HTTP. */
export const startMemoryApi = async (clock: JumpClock): Promise<{ readonly core: ApiCore; readonly access: ApiAccess }> => {
  const onBroken = (error: unknown): never => { throw error; };
  const core: ApiCore = {
    store: new ObjectStore({ disk: noDisk(), onBroken }), registry: new Registry(), clock: () => clock.now(), newUid: randomUUID, addressBlock: ADDRESS_BLOCK,
    logger: pino({ level: 'silent' }),
  };
  const access = createAccess(core, 'controllers');
  startCustomDefinitions(core, access);
  const folder = path.join(packageRoot, 'manifests', 'crds');
  for (const file of readdirSync(folder).filter((name) => name.endsWith('.yaml'))) {
    await access.create(DEFINITIONS, parse(readFileSync(path.join(folder, file), 'utf8')) as KubeObject);
  }
  startGarbageCollector(core, access);
  runControllers(access, clock);
  return { core, access };
};

/** Visits of one object in a row that may fail before its controller waits for the next event. */
const TRIES = 5;

const runControllers = (access: ApiAccess, clock: JumpClock): void => {
  const now = (): number => clock.now();
  for (const controller of [statefulSetController(now), jobController(now), replicaSetController(now), deploymentController(now)]) follow(access, controller, clock);
};

const follow = (access: ApiAccess, controller: Controller, clock: JumpClock): void => {
  const due = new Map<string, Parameters<Controller['visit']>[1]>();
  let running = false;
  const visit = async (key: Parameters<Controller['visit']>[1]): Promise<void> => {
    for (let attempt = 1; attempt <= TRIES; attempt += 1) {
      const againMs = await controller.visit(access, key).catch(() => -1);
      if (againMs === undefined) return;
      if (againMs >= 0) return void clock.after(againMs, () => add(key));
    }
  };
  const run = async (): Promise<void> => {
    if (running) return;
    running = true;
    for (const [text, key] of due) {
      due.delete(text);
      await visit(key);
    }
    running = false;
  };
  const add = (key: Parameters<Controller['visit']>[1]): void => {
    due.set(`${key.namespace ?? ''}/${key.name}`, key);
    setImmediate(() => void run());
  };
  for (const trigger of controller.triggers) access.watch(trigger.kind, {}, (event) => trigger.keys(event, access).forEach(add));
};
