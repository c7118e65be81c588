import { expect, test } from '@jest/globals';
import { execFileSync } from 'node:child_process';
import { passwordFileLine, psqlLine } from './psql-line.js';

const connection = { host: '127.10.128.2', port: 5432, database: 'hippo', user: 'hippo', password: 'a:b\\c', caCertificate: 'PEM' };

test('names the files and hides the password', () => {
  expect(psqlLine(connection, { passwordFile: '/d/hippo.pgpass', certificateFile: '/d/hippo.crt' })).toBe(
    'psql "host=127.10.128.2 port=5432 dbname=hippo user=hippo passfile=/d/hippo.pgpass sslmode=verify-full sslrootcert=/d/hippo.crt"',
  );
});

test('forwards the port where the host is the name of a service', () => {
  const files = { passwordFile: '/d/p', certificateFile: '/d/c' };
  const line = psqlLine({ ...connection, host: 'hippo-primary.pgo.svc' }, files, { kubeconfig: '/k', namespace: 'pgo', name: 'hippo-primary' });
  expect(line).toContain('kubectl --kubeconfig /k -n pgo port-forward service/hippo-primary 5432 &');
  expect(line).toContain('psql "host=hippo-primary.pgo.svc hostaddr=127.0.0.1 port=5432');
});

test('survives the shell whatever the names are', () => {
  const line = psqlLine({ ...connection, database: `we"ird $HOME 'db' \\` }, { passwordFile: '/my data/p', certificateFile: '/c' });
  const argument = execFileSync('sh', ['-c', line.replace(/^psql/, "printf '%s'")], { encoding: 'utf8' });
  expect(argument).toContain(`dbname='we"ird $HOME \\'db\\' \\\\'`);
  expect(argument).toContain(`passfile='/my data/p'`);
});

test('escapes the password file', () => {
  expect(passwordFileLine(connection)).toBe('127.10.128.2:5432:*:hippo:a\\:b\\\\c\n');
});
