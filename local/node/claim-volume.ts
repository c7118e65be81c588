import path from 'node:path';
import type { ApiAccess } from '../api-access.js';
import { CLAIMS, record, specOf, VOLUMES } from './api-reader.js';
import { MissingSourceError } from './volume-content.js';

/**
 * The directory of the volume that a claim is bound to.
 * @throws MissingSourceError while the claim or its volume is not there or not bound, and for a volume outside the data directory
 */
export function claimDirectory(access: ApiAccess, namespace: string, claimName: string, volumesDirectory: string): string {
  const claim = access.get(CLAIMS, { namespace, name: claimName });
  if (claim === undefined) throw new MissingSourceError(`persistentvolumeclaim "${claimName}" not found`);
  const volumeName = specOf(claim)['volumeName'];
  if (typeof volumeName !== 'string' || record(claim['status'])['phase'] !== 'Bound') {
    throw new MissingSourceError(`persistentvolumeclaim "${claimName}" is not bound to a volume yet`);
  }
  const volume = access.get(VOLUMES, { name: volumeName });
  if (volume === undefined) throw new MissingSourceError(`persistentvolume "${volumeName}" not found`);
  const spec = specOf(volume);
  const directory = record(spec['hostPath'])['path'] ?? record(spec['local'])['path'];
  if (typeof directory !== 'string' || !path.resolve(directory).startsWith(`${path.resolve(volumesDirectory)}${path.sep}`)) {
    throw new MissingSourceError(`persistentvolume "${volumeName}" is not a directory in ${volumesDirectory}: other kinds of volumes cannot be mounted here`);
  }
  return path.resolve(directory);
}
