import type { Checked } from './issue.js';

type Labels = Readonly<Record<string, string>> | undefined;
/** Whether an object with these labels is selected. */
export type LabelMatch = (labels: Labels) => boolean;

const SUGGESTION = 'Write requirements with commas between them: "env=prod", "tier!=db", "team in (a,b)", "team notin (a)", "backup", "!backup".';
const KEY = String.raw`(?:[a-zA-Z0-9](?:[-a-zA-Z0-9.]*[a-zA-Z0-9])?/)?[a-zA-Z0-9](?:[-a-zA-Z0-9_.]*[a-zA-Z0-9])?`;
const VALUE = String.raw`(?:[a-zA-Z0-9](?:[-a-zA-Z0-9_.]*[a-zA-Z0-9])?)?`;
const SET = new RegExp(String.raw`^(${KEY})\s+(in|notin)\s+\(([^()]*)\)$`);
const EQUALITY = new RegExp(String.raw`^(${KEY})\s*(==|=|!=)\s*(${VALUE})$`);
const EXISTENCE = new RegExp(String.raw`^(!?)\s*(${KEY})$`);
const VALUE_ALONE = new RegExp(`^${VALUE}$`);
const SELECTOR_LENGTH_MAX = 4096;

const setMatch = (text: string): LabelMatch | undefined => {
  const [, key, operator, list] = SET.exec(text) ?? [];
  if (key === undefined || list === undefined) return undefined;
  const values = list.split(',').map((value) => value.trim());
  if (!values.every((value) => VALUE_ALONE.test(value))) return undefined;
  return operator === 'in'
    ? (labels) => { const value = labels?.[key]; return value !== undefined && values.includes(value); }
    : (labels) => { const value = labels?.[key]; return value === undefined || !values.includes(value); };
};

const equalityMatch = (text: string): LabelMatch | undefined => {
  const [, key, operator, value] = EQUALITY.exec(text) ?? [];
  if (key === undefined) return undefined;
  return operator === '!=' ? (labels) => labels?.[key] !== value : (labels) => labels?.[key] === value;
};

const existenceMatch = (text: string): LabelMatch | undefined => {
  const [, not, key] = EXISTENCE.exec(text) ?? [];
  if (key === undefined) return undefined;
  return (labels) => (labels?.[key] === undefined) === (not === '!');
};

/** The predicate of a Kubernetes label selector; the empty one selects everything. `field` names it in issues. */
export const parseSelector = (field: string, selector: string): Checked<LabelMatch> => {
  if (selector.trim() === '') return { value: () => true };
  if (selector.length > SELECTOR_LENGTH_MAX) return { issues: [{ field, message: `is longer than ${SELECTOR_LENGTH_MAX} characters`, suggestion: SUGGESTION }] };
  const matches: LabelMatch[] = [];
  for (const requirement of selector.split(/,(?![^(]*\))/)) {
    const text = requirement.trim();
    const match = setMatch(text) ?? equalityMatch(text) ?? existenceMatch(text);
    if (match === undefined) return { issues: [{ field, message: `"${text}" is no label selector requirement`, suggestion: SUGGESTION }] };
    matches.push(match);
  }
  return { value: (labels) => matches.every((match) => match(labels)) };
};
