/** What keys and values of labels are made of; keys of annotations are made like those of labels. */

const PART = /^[a-zA-Z0-9]([-a-zA-Z0-9_.]*[a-zA-Z0-9])?$/;
const PREFIX = /^[a-z0-9]([-a-z0-9.]*[a-z0-9])?$/;

const isPart = (text: string): boolean => PART.test(text) && text.length <= 63;

/** Whether a text can be the key of a label or of an annotation. */
export const isKey = (key: string): boolean => {
  const slash = key.indexOf('/');
  const prefix = slash < 0 ? undefined : key.slice(0, slash);
  return isPart(key.slice(slash + 1)) && (prefix === undefined || (PREFIX.test(prefix) && prefix.length <= 253));
};

/** What is wrong with the value of a label. */
export const valueIssue = (value: unknown): string | undefined =>
  (typeof value === 'string' && (value === '' || isPart(value)) ? undefined : `${JSON.stringify(value)} is no value of a label`);
