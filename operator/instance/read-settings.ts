import { CONFIGURATION_MARKER, commandLineParameters, NEVER_LESS_THAN_PRIMARY } from '../postgres/wanted-parameters.js';
import type { InstanceSession } from './instance-session.js';

/** How far an instance has taken a configuration over. */
export interface SettingsFacts {
  /** Marker of the configuration that it has read. */
  readonly marker: string;
  /** Names of the parameters that count after a restart, sorted. */
  readonly pending: readonly string[];
  /** Whether one of them becomes smaller that a replica may not have less of than its primary. */
  readonly isShrinking: boolean;
  /** What PostgreSQL could not take over, each in a few words. */
  readonly faults: readonly string[];
}

const onOff = (text: string): string => ({ true: 'on', yes: 'on', 1: 'on', false: 'off', no: 'off', 0: 'off' })[text.toLowerCase()] ?? text.toLowerCase();

/** Reads how far an instance is. Rejects while it has not read the wanted configuration. */
export const readSettings = async (session: InstanceSession, wanted: Readonly<Record<string, string>>): Promise<SettingsFacts> => {
  const marker = wanted[CONFIGURATION_MARKER] ?? '';
  const [loaded] = await session.query<{ marker: string | null }>('SELECT pg_catalog.current_setting($1, true) AS marker', [CONFIGURATION_MARKER]);
  if (loaded?.marker !== marker) throw new Error('it has not read the changed parameters yet');
  const fixed = commandLineParameters(wanted);
  const rows = await session.query<{ name: string; setting: string; pending: boolean; vartype: string }>(
    'SELECT name, setting, pending_restart AS pending, vartype FROM pg_catalog.pg_settings WHERE pending_restart OR name = ANY($1)', [Object.keys(fixed)]);
  const pending = rows.filter(({ name, setting, pending: waits, vartype }) => {
    const value = fixed[name];
    return waits || (value !== undefined && (vartype === 'bool' ? onOff(value) !== setting : Number(value) !== Number(setting)));
  });
  const faults = await session.query<{ name: string; error: string }>(
    "SELECT name, error FROM pg_catalog.pg_file_settings WHERE error IS NOT NULL AND error NOT LIKE '%could not be applied%'");
  return {
    marker,
    pending: pending.map(({ name }) => name).sort(),
    isShrinking: pending.some(({ name, setting }) => NEVER_LESS_THAN_PRIMARY.has(name) && Number(fixed[name]) < Number(setting)),
    faults: faults.map(({ name, error }) => `${name}: ${error}`),
  };
};
