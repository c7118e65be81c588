import type { Command } from 'commander';
import type { CreateClusterInput } from '../../schema/sdk/client.js';
import { wholeNumber } from './parse-option.js';

/** Flags that say what a new cluster follows. */
export interface StandbyFlags {
  standby?: string;
  standbyHost?: string;
  standbyPort?: number;
  standbyCredentials?: string;
}

/** What a new cluster follows; nothing when no flag says so. */
export const standbyInput = ({ standby, standbyHost, standbyPort, standbyCredentials }: StandbyFlags): Pick<CreateClusterInput, 'standby'> => {
  const given = {
    ...(standby === undefined ? {} : { cluster: standby }), ...(standbyHost === undefined ? {} : { host: standbyHost }),
    ...(standbyPort === undefined ? {} : { port: standbyPort }), ...(standbyCredentials === undefined ? {} : { credentials: standbyCredentials }),
  };
  return Object.keys(given).length === 0 ? {} : { standby: given };
};

/** Adds the flags. */
export const addStandbyOptions = (command: Command): Command => command
  .option('--standby <cluster>', 'follow this cluster of the same namespace, and take no writes until promoted')
  .option('--standby-host <host>', 'follow the server at this host')
  .option('--standby-port <port>', 'its port; 5432 when left out', wholeNumber(1, 65_535))
  .option('--standby-credentials <secret>', 'Secret with its credentials; see the page on standby clusters');
