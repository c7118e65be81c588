/** What stands in place of a secret. */
export const REDACTED = '[redacted]';

/** Forms in which secrets get into texts that people wrote: each keeps what stands before the secret. */
const FORMS: readonly RegExp[] = [
  // Passwords in connection URIs.
  /(\b[a-z][a-z0-9+.-]*:\/\/[^\s:/@"']*:)[^\s@"']+(?=@)/giu,
  // ALTER ROLE ... PASSWORD '...', in logs of statements that failed.
  /(\bpassword\s+)(?:E?'(?:[^']|'')*'|\$\w*\$.*?\$\w*\$)/giu,
  // password=..., token: ..., "secret": "...", also within JSON that is quoted within JSON.
  /((?:password|passwd|pwd|token|secret|api[-_]?key|access[-_]?key)(?:\\?["'])?\s*[=:]\s*(?:\\?["'])?)[^\s"'\\,;}&]{3,}/giu,
  /(\bauthorization:?\s*(?:bearer|basic)\s+)[\w.~+/=-]+/giu,
  // Verifiers of PostgreSQL, and private keys.
  /()(?:SCRAM-SHA-256\$\d+:[\w+/=]+\$[\w+/=]+:[\w+/=]+|\bmd5[0-9a-f]{32}\b)/gu,
  /()-----BEGIN [A-Z ]*PRIVATE KEY-----[\s\S]*?-----END [A-Z ]*PRIVATE KEY-----/gu,
];

/** A text without what looks like a secret. */
export const redact = (text: string): string => FORMS.reduce((clean, form) => clean.replace(form, `$1${REDACTED}`), text);
