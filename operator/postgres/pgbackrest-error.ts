/** Why pgBackRest failed, as far as it says so itself. */
export interface BackrestFailure {
  /** pgBackRest's number of the error, where it gives one. */
  readonly number?: number;
  /** In a sentence. */
  readonly message: string;
}

const SENTENCE_LENGTH_MAX = 600;

/** Errors of pgBackRest by number, in words of the API. */
const CODES: Readonly<Record<number, string>> = {
  44: 'ARCHIVE_MISMATCH', 49: 'CONNECTION_FAILED', 50: 'LOCKED', 56: 'DATABASE_UNREACHABLE', 63: 'INTERRUPTED', 82: 'ARCHIVE_TIMEOUT', 87: 'ARCHIVE_DISABLED',
};

/** Reads the error in what pgBackRest printed: the message with its details, the hints left out. */
export const parseBackrestError = (output: string): BackrestFailure | undefined => {
  const lines = output.split('\n');
  const first = lines.findLastIndex((line) => /\bERROR: (\[\d+\]: )?/.test(line));
  const match = /\bERROR: (?:\[(\d+)\]: )?(.*)$/.exec(lines[first] ?? '');
  if (match === null) return undefined;
  const refusal = storageRefusal(match[2] ?? '', lines.slice(first + 1).join('\n'));
  if (refusal !== undefined) return { ...(match[1] === undefined ? {} : { number: Number(match[1]) }), message: refusal };
  const details: string[] = [];
  for (const line of lines.slice(first + 1)) {
    if (!/^\s{8,}/.test(line) || /^\s*HINT:/.test(line) || details.length >= 4) break;
    details.push(line.trim());
  }
  return { ...(match[1] === undefined ? {} : { number: Number(match[1]) }), message: inOneSentence([match[2] ?? '', ...details]) };
};

/** What pgBackRest notes of a repository that it could not read, in a sentence: the kind of error stands before it, the request after it. */
export const repositorySentence = (note: string): string => {
  const [first = '', ...details] = note.replace(/^\[\w+\] /, '').split('\n');
  return storageRefusal(first, details.join('\n')) ?? inOneSentence([first, ...details.filter((line) => !/^\s*HINT:/.test(line))]);
};

const inOneSentence = (lines: readonly string[]): string => {
  const text = lines.join(' ').replace(/\s+/g, ' ').trim().slice(0, SENTENCE_LENGTH_MAX);
  return /[.!?]$/.test(text) ? text : `${text}.`;
};

/** What a storage service answered, without the request: its code and its words are in the XML or JSON that it sent. */
const storageRefusal = (sentence: string, details: string): string | undefined => {
  const status = /HTTP request failed with (\d+ ?(?:\([^)]*\))?)/.exec(sentence)?.[1];
  if (status === undefined) return undefined;
  const code = /<Code>([\w.]{1,80})<\/Code>|"reason"\s*:\s*"([\w.]{1,80})"/.exec(details);
  const words = /<Message>([^<]{1,300})<\/Message>|"message"\s*:\s*"([^"]{1,300})"/.exec(details);
  const said = [code?.[1] ?? code?.[2], words?.[1] ?? words?.[2]].filter((part) => part !== undefined).map((part) => part.trim().replace(/\.$/, '').replace(/\s+/g, ' '));
  return `the storage service refused a request with ${status.trim()}${said.length === 0 ? '' : `: ${said.join(': ')}`}.`;
};

/** The word of the API for an error of pgBackRest. */
export const backrestErrorCode = (number: number | undefined): string => CODES[number ?? 0] ?? 'BACKUP_FAILED';
