import { identifier, literal, type InstanceSession } from '../instance/instance-session.js';
import { MONITORING_USER } from '../postgres/instance-layout.js';
import { scramMatches, scramVerifier } from '../postgres/scram.js';

/** Connections that the exporter may hold on each instance. */
const CONNECTIONS_MAX = 4;

/** Makes the role that reads metrics and sets its password where it differs. May be run again at any time. */
export const ensureMonitoringRole = async (session: InstanceSession, password: string, salt: () => Buffer): Promise<void> => {
  const [role] = await session.query<{ rolpassword: string | null }>('SELECT rolpassword FROM pg_catalog.pg_authid WHERE rolname = $1', [MONITORING_USER]);
  if (role !== undefined && scramMatches(password, role.rolpassword)) return;
  const verb = role === undefined ? 'CREATE' : 'ALTER';
  await session.query(`${verb} ROLE ${identifier(MONITORING_USER)} LOGIN CONNECTION LIMIT ${CONNECTIONS_MAX} PASSWORD ${literal(scramVerifier(password, salt()))}`);
  await session.query(`GRANT pg_monitor TO ${identifier(MONITORING_USER)}`);
};
