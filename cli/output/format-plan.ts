import type { Screen } from '../factory/streams.js';
import { paintState } from './state-colour.js';
import { renderTable } from './table.js';
import { valueText } from './units.js';

/** What a mutation changes, as far as it is shown. */
export interface PlanView {
  impact: string;
  summary: string;
  changes: readonly { object: string; action: string; path?: string | null; before?: unknown; after?: unknown; impact: string }[];
}

/** The plan of a dry run: a sentence, then the changes one a line. */
export const formatPlan = async (plan: PlanView, screen: Screen): Promise<string> => {
  const { colours } = screen;
  const head = `${plan.summary}\nImpact: ${paintState(plan.impact, plan.impact, colours)}. Nothing was stored.\n`;
  if (plan.changes.length === 0) return head;
  const table = await renderTable([
    { header: 'ACTION', value: ({ action }) => action },
    { header: 'OBJECT', value: ({ object }) => object },
    { header: 'FIELD', value: ({ path }) => path ?? '', shrinkTo: 12 },
    { header: 'BEFORE', value: ({ before }) => valueText(before), shrinkTo: 8 },
    { header: 'AFTER', value: ({ after }) => valueText(after), shrinkTo: 8 },
    { header: 'IMPACT', value: ({ impact }) => impact, paint: (text, { impact }) => paintState(text, impact, colours) },
  ], plan.changes, { columns: screen.columns(), paintHeader: colours.bold });
  return `${head}\n${table}`;
};
