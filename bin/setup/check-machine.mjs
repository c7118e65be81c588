import { SetupError } from './setup-error.mjs';

/** The oldest Node.js that the dependencies run on. Kept in step with `engines` in package.json. */
const OLDEST_NODE = [20, 19];

/** Stops on a Node.js that is too old, and on a system where the local Kubernetes cannot run. */
export function checkMachine({ local }) {
  const [major, minor] = process.versions.node.split('.').map(Number);
  if (major < OLDEST_NODE[0] || (major === OLDEST_NODE[0] && minor < OLDEST_NODE[1])) {
    throw new SetupError(`pgo needs Node.js ${OLDEST_NODE.join('.')} or newer; this is ${process.versions.node}. Install a newer one and run the command again.`);
  }
  if (local && process.platform !== 'linux') {
    throw new SetupError(`The local Kubernetes runs on Linux only; this is ${process.platform}. Point pgo at a cluster: npm start -- --kubeconfig FILE`);
  }
}
