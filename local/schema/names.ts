/** Checks of names, each answering what is wrong with a text; nothing when it is right. */
export type NameCheck = (text: string) => string[];

const labelLength = 63;
const subdomainLength = 253;
const prefixLength = 253;

function fullMatch(pattern: string): RegExp {
  return new RegExp(`^(?:${pattern})$`);
}

const label = '[a-z0-9]([-a-z0-9]*[a-z0-9])?';
const subdomain = `${label}(\\.${label})*`;
const label1035 = '[a-z]([-a-z0-9]*[a-z0-9])?';
const qualified = '([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]';
const labelValue = `(${qualified})?`;
const configKey = '[-._a-zA-Z0-9]+';
const portName = '[-a-z0-9]+';

const patterns = {
  label: fullMatch(label),
  subdomain: fullMatch(subdomain),
  label1035: fullMatch(label1035),
  qualified: fullMatch(qualified),
  labelValue: fullMatch(labelValue),
  configKey: fullMatch(configKey),
  portName: fullMatch(portName),
};

function tooLong(length: number): string {
  return `must be no more than ${length} bytes`;
}

function explain(text: string, examples: readonly string[], pattern: string): string {
  const list = examples.map((example) => `'${example}'`).join(',  or ');
  return `${text} (e.g. ${list}, regex used for validation is '${pattern}')`;
}

const label1035Text = explain(
  "a DNS-1035 label must consist of lower case alphanumeric characters or '-', start with an alphabetic character, and end with an alphanumeric character",
  ['my-name', 'abc-123'],
  label1035,
);
const labelText = explain(
  "a lowercase RFC 1123 label must consist of lower case alphanumeric characters or '-', and must start and end with an alphanumeric character",
  ['my-name', '123-abc'],
  label,
);
const subdomainText = explain(
  "a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', and must start and end with an alphanumeric character",
  ['example.com'],
  subdomain,
);
const qualifiedText = explain(
  "must consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character",
  ['MyName', 'my.name', '123-abc'],
  qualified,
);
const labelValueText = explain(
  "a valid label must be an empty string or consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character",
  ['MyValue', 'my_value', '12345'],
  labelValue,
);

function check(text: string, length: number, rule: { pattern: RegExp; message: string }): string[] {
  return [...(text.length > length ? [tooLong(length)] : []), ...(rule.pattern.test(text) ? [] : [rule.message])];
}

/** RFC 1123 label: lower case, at most 63 characters. */
export const checkLabelName: NameCheck = (text) => check(text, labelLength, { pattern: patterns.label, message: labelText });

/** RFC 1035 label: as above, and starts with a letter. */
export const checkLabel1035: NameCheck = (text) => check(text, labelLength, { pattern: patterns.label1035, message: label1035Text });

/** RFC 1123 subdomain: labels with dots, at most 253 characters; what most names are. */
export const checkSubdomain: NameCheck = (text) => check(text, subdomainLength, { pattern: patterns.subdomain, message: subdomainText });

/** A segment of a path, as RBAC names may be. */
export const checkPathSegment: NameCheck = (text) => {
  if (text === '.' || text === '..') return [`may not be '${text}'`];
  return ['/', '%'].filter((character) => text.includes(character)).map((character) => `may not contain '${character}'`);
};

/** The key of a label or annotation: a name with an optional prefix (`example.com/name`). */
export const checkQualifiedName: NameCheck = (text) => {
  const parts = text.split('/');
  const name = parts[parts.length - 1] ?? '';
  if (parts.length > 2) return [`a qualified name ${qualifiedText} with an optional DNS subdomain prefix and '/' (e.g. 'example.com/MyName')`];
  const faults: string[] = [];
  if (parts.length === 2) {
    const prefix = parts[0] ?? '';
    if (prefix === '') faults.push('prefix part must be non-empty');
    else if (prefix.length > prefixLength || !patterns.subdomain.test(prefix)) faults.push(...checkSubdomain(prefix).map((fault) => `prefix part ${fault}`));
  }
  if (name === '') faults.push('name part must be non-empty');
  else if (name.length > labelLength) faults.push(`name part ${tooLong(labelLength)}`);
  if (name !== '' && !patterns.qualified.test(name)) faults.push(`name part ${qualifiedText}`);
  return faults;
};

/** The value of a label. */
export const checkLabelValue: NameCheck = (text) => check(text, labelLength, { pattern: patterns.labelValue, message: labelValueText });

/** A key of a ConfigMap or Secret. */
export const checkConfigKey: NameCheck = (text) => {
  const faults = check(text, subdomainLength, {
    pattern: patterns.configKey,
    message: explain("a valid config key must consist of alphanumeric characters, '-', '_' or '.'", ['key.name', 'KEY_NAME', 'key-name'], configKey),
  });
  if (text === '.') faults.push("must not be '.'");
  if (text.startsWith('..')) faults.push("must not start with '..'");
  return faults;
};

const portNameLength = 15;

/** The name of a container port (IANA service name). */
export const checkPortName: NameCheck = (text) => {
  const faults: string[] = [];
  if (text.length > portNameLength) faults.push(`must be no more than ${portNameLength} characters`);
  if (!patterns.portName.test(text)) faults.push('must contain only alpha-numeric characters (a-z, 0-9), and hyphens (-)');
  if (!/[a-z]/.test(text)) faults.push('must contain at least one letter (a-z)');
  if (text.includes('--')) faults.push('must not contain consecutive hyphens');
  if (/^-|-$/.test(text)) faults.push('must not begin or end with a hyphen');
  return faults;
};
