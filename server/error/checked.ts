import type { Checked, Issue } from '../../schema/validation/issue.js';
import { ApiError } from './api-error.js';

/** Refuses an input with issues: the error names the first, and lists all. */
export const refuseIssues = (issues: readonly Issue[]): void => {
  const [first] = issues;
  if (first === undefined) return;
  const more = issues.length > 1 ? { issues } : {};
  // The message has the whole path; the field is the one of the input, which is what a form shows the error at.
  const [field = first.field] = first.field.split('.');
  throw new ApiError('BAD_USER_INPUT', `${first.field}: ${first.message}`, { field, suggestion: first.suggestion, ...more });
};

/** The value that was checked; throws BAD_USER_INPUT when something is wrong with it. */
export const checked = <T>(result: Checked<T>): T => {
  if ('value' in result) return result.value;
  refuseIssues(result.issues);
  throw new Error('A refused value has no issue.');
};
