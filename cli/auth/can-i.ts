import type { Command } from 'commander';
import { permissionName } from '../access/parse-access.js';
import { exitCodes } from '../error/exit-code.js';
import { namespaceOf, type Factory } from '../factory/factory.js';
import { printResult } from '../output/print-result.js';
import type { Example } from '../verb/verb.js';

/** Shown at the end of the help text. */
export const examples: readonly Example[] = [
  { does: 'Whether you may create clusters here', run: 'pgo auth can-i create-cluster' },
  { does: 'The same in another namespace, for a script', run: 'pgo auth can-i CREATE_CLUSTER -n prod && echo yes' },
];

/** Asks the server whether the account has a permission in the namespace; ends with exit code 4 when not. */
export const run = async (factory: Factory, permission: string): Promise<void> => {
  const client = await factory.client();
  const namespace = await namespaceOf(factory);
  const name = permissionName(permission);
  const { viewer } = await client.viewerCan({ permission: name, namespace }, { signal: factory.signal });
  await printResult(factory, {
    data: () => ({ permission: name, namespace, allowed: viewer.can }),
    names: () => [viewer.can ? 'yes' : 'no'],
    text: () => `${viewer.can ? 'yes' : 'no'}\n`,
  });
  factory.end(viewer.can ? exitCodes.done : exitCodes.denied);
};

/** Adds the arguments, the flags and the work to the command. */
export const define = (command: Command, factory: Factory): void => {
  command
    .argument('<permission>', 'permission, such as create-cluster')
    .action(async (permission: string) => run(factory, permission));
};
