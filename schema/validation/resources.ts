import type { ResourcesSpec } from '../resource/postgres-cluster.js';
import type { Checked, Issue } from './issue.js';
import { parseQuantity } from './quantity.js';

/** Least that PostgreSQL with Patroni runs in. */
const LEAST: Readonly<Record<string, string>> = { cpu: '10m', memory: '64Mi' };
const SECTIONS = ['requests', 'limits'] as const;
const SUGGESTION = 'Write {"requests": {"cpu": "500m", "memory": "1Gi"}, "limits": {"memory": "2Gi"}}.';

const isObject = (json: unknown): json is Record<string, unknown> => typeof json === 'object' && json !== null && !Array.isArray(json);

const amountIssue = (resource: string, amount: string): string | undefined => {
  const least = LEAST[resource];
  const value = parseQuantity(amount);
  if (value === undefined) return `"${amount}" is no quantity`;
  return least !== undefined && value < (parseQuantity(least) ?? 0) ? `"${amount}" is less than ${least}, the least that PostgreSQL runs in` : undefined;
};

const checkSection = (field: string, json: unknown): Checked<Record<string, string>> => {
  if (!isObject(json)) return { issues: [{ field, message: 'is no object', suggestion: SUGGESTION }] };
  const issues: Issue[] = [];
  const amounts: Record<string, string> = {};
  for (const [resource, value] of Object.entries(json)) {
    const amount = String(value);
    const isKnown = resource in LEAST || resource === 'ephemeral-storage' || resource.startsWith('hugepages-');
    const message = isKnown ? amountIssue(resource, amount) : `"${resource}" is no resource: there are cpu, memory, ephemeral-storage and hugepages-*`;
    if (message === undefined) amounts[resource] = amount;
    else issues.push({ field: `${field}.${resource}`, message, suggestion: SUGGESTION });
  }
  return issues.length > 0 ? { issues } : { value: amounts };
};

const excessIssues = (field: string, { requests = {}, limits = {} }: ResourcesSpec): Issue[] => Object.entries(requests)
  .filter(([resource, amount]) => (parseQuantity(amount) ?? 0) > (parseQuantity(limits[resource] ?? amount) ?? 0))
  .map(([resource, amount]) => ({
    field: `${field}.requests.${resource}`,
    message: `"${amount}" is more than the limit "${limits[resource] ?? ''}"`,
    suggestion: 'Ask for at most the limit.',
  }));

/** Compute resources out of the JSON that a caller wrote. */
export const checkResources = (field: string, json: unknown): Checked<ResourcesSpec> => {
  if (!isObject(json)) return { issues: [{ field, message: 'is no object', suggestion: SUGGESTION }] };
  const unknown = Object.keys(json).filter((section) => !(SECTIONS as readonly string[]).includes(section));
  if (unknown.length > 0) return { issues: unknown.map((section) => ({ field: `${field}.${section}`, message: 'there is no such section', suggestion: SUGGESTION })) };
  const resources: ResourcesSpec = {};
  for (const section of SECTIONS) {
    if (json[section] === undefined) continue;
    const result = checkSection(`${field}.${section}`, json[section]);
    if ('issues' in result) return result;
    resources[section] = result.value;
  }
  const issues = excessIssues(field, resources);
  return issues.length > 0 ? { issues } : { value: resources };
};
