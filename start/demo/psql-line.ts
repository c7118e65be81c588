import { isIP } from 'node:net';
import path from 'node:path';
import { writePrivateFile } from '../access/cli-context.js';

/** How an application connects to a cluster. */
export interface Connection {
  readonly host: string;
  readonly port: number;
  readonly database: string;
  readonly user: string;
  readonly password: string;
  readonly caCertificate?: string | null | undefined;
}

/** Files that keep a password and a certificate out of the command line. */
export interface ConnectionFiles {
  readonly passwordFile: string;
  readonly certificateFile: string;
}

/** A line of a libpq password file: `:` and `\` in a field are escaped. */
export function passwordFileLine(connection: Connection): string {
  const fields = [connection.host, String(connection.port), '*', connection.user, connection.password];
  return `${fields.map((field) => field.replace(/[\\:]/g, '\\$&')).join(':')}\n`;
}

/** The service of a cluster, for those who are outside of its network. */
export interface ForwardedService {
  readonly kubeconfig: string;
  readonly namespace: string;
  readonly name: string;
}

/** A psql command that works when pasted into a shell; the password stays in a file. A service name is no address here: its port is forwarded. */
export function psqlLine(connection: Connection, files: ConnectionFiles, service?: ForwardedService): string {
  const isForwarded = service !== undefined && isIP(connection.host) === 0;
  const settings: Record<string, string> = {
    host: connection.host,
    ...(isForwarded ? { hostaddr: '127.0.0.1' } : {}),
    port: String(connection.port),
    dbname: connection.database,
    user: connection.user,
    passfile: files.passwordFile,
    sslmode: connection.caCertificate ? 'verify-full' : 'require',
    ...(connection.caCertificate ? { sslrootcert: files.certificateFile } : {}),
  };
  const text = Object.entries(settings).map(([key, value]) => `${key}=${quoteSetting(value)}`).join(' ');
  const line = `psql "${text.replace(/[\\"$`]/g, '\\$&')}"`;
  if (!isForwarded) return line;
  return `kubectl --kubeconfig ${service.kubeconfig} -n ${service.namespace} port-forward service/${service.name} ${connection.port} & sleep 2; ${line}; kill %1`;
}

/** Writes the files that the line names. */
export function writeConnectionFiles(directory: string, name: string, connection: Connection): ConnectionFiles {
  const files = { passwordFile: path.join(directory, `${name}.pgpass`), certificateFile: path.join(directory, `${name}.crt`) };
  writePrivateFile(files.passwordFile, passwordFileLine(connection));
  if (connection.caCertificate) writePrivateFile(files.certificateFile, connection.caCertificate);
  return files;
}

/** A value of a libpq connection string: quoted unless it is plain. */
function quoteSetting(value: string): string {
  return /^[\w./:@%+-]+$/.test(value) ? value : `'${value.replace(/[\\']/g, '\\$&')}'`;
}
