import type { Screen } from '../factory/streams.js';
import { paintState } from '../output/state-colour.js';
import { renderFields, renderTable, type Column } from '../output/table.js';
import { ageText } from '../output/units.js';
import type { PolicyView } from './policy-view.js';

/** The table of policies, one a line. */
export const formatPolicies = async (policies: readonly PolicyView[], now: Date, screen: Screen): Promise<string> => {
  const columns: Column<PolicyView>[] = [
    { header: 'NAMESPACE', value: ({ namespace }) => namespace },
    { header: 'NAME', value: ({ name }) => name },
    { header: 'RUN AS', value: ({ runAs }) => runAs },
    { header: 'LAST APPLIED', value: ({ appliedTo }) => (appliedTo[0] === undefined ? '' : `${ageText(appliedTo[0].at, now)} to ${appliedTo[0].cluster}`) },
    { header: 'OUTCOME', value: ({ appliedTo }) => appliedTo[0]?.state ?? '', paint: (text, { appliedTo }) => paintState(text, appliedTo[0]?.state ?? '', screen.colours) },
    { header: 'SQL', value: ({ sql }) => sql.replace(/\s+/g, ' ').trim(), shrinkTo: 16 },
  ];
  return renderTable(columns, policies, { columns: screen.columns(), paintHeader: screen.colours.bold });
};

/** One policy in detail: where it was applied, and its SQL. */
export const formatPolicy = async (policy: PolicyView, now: Date, screen: Screen): Promise<string> => {
  const fields = renderFields([
    ['Policy', `${policy.namespace}/${policy.name}`],
    ['Run as', policy.runAs],
    ['Statement timeout', `${policy.statementTimeoutSeconds} s`],
    ['Created', policy.createdAt],
  ], screen.colours.bold);
  const columns: Column<PolicyView['appliedTo'][number]>[] = [
    { header: 'CLUSTER', value: ({ cluster }) => cluster },
    { header: 'DATABASE', value: ({ database }) => database },
    { header: 'OUTCOME', value: ({ state }) => state, paint: (text, { state }) => paintState(text, state, screen.colours) },
    { header: 'AGE', value: ({ at }) => ageText(at, now), align: 'right' },
    { header: 'MESSAGE', value: ({ message }) => message, shrinkTo: 16 },
  ];
  const applied = policy.appliedTo.length === 0 ? '' : `\n${await renderTable(columns, policy.appliedTo, { columns: screen.columns(), paintHeader: screen.colours.bold })}`;
  return `${fields}${applied}\n${policy.sql.trimEnd()}\n`;
};
