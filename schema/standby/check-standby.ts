import type { StandbySpec } from '../resource/cluster-standby.js';
import type { Issue } from '../validation/issue.js';

/** A host name or an address: it goes into connection strings. */
const HOST = /^[A-Za-z0-9]([A-Za-z0-9.:-]{0,251}[A-Za-z0-9])?$/;
const PORT_MAX = 65_535;

/** What is wrong with what a cluster is to follow. */
export const checkStandby = (field: string, { cluster, host, port, credentials }: StandbySpec): Issue[] => [
  ...((cluster === undefined) === (host === undefined)
    ? [{ field, message: 'it must name a cluster or a host, and not both', suggestion: 'Give `cluster` for one of the same namespace, or `host` and `credentials`.' }] : []),
  ...(host !== undefined && !HOST.test(host) ? [{ field: `${field}.host`, message: 'it is neither a host name nor an address', suggestion: 'For example hippo-primary.shop.example.com.' }] : []),
  ...(port !== undefined && !(Number.isInteger(port) && port >= 1 && port <= PORT_MAX) ? [{ field: `${field}.port`, message: `it is no TCP port`, suggestion: 'Use a number from 1 to 65535.' }] : []),
  ...((host === undefined) !== (credentials === undefined)
    ? [{ field: `${field}.credentials`, message: '`host` and `credentials` belong together', suggestion: 'Name the Secret with the credentials of the server at `host`.' }] : []),
];

/** What a standby follows, in a word. */
export const standbyTarget = ({ cluster, host = '', port = 5432 }: StandbySpec): string => cluster ?? `${host}:${port}`;
