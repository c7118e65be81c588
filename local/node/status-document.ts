/** What has been written about a sandbox so far: by bubblewrap, and by the entry into it. */
export interface SandboxReport {
  /** Process id of the container's first process, as the host counts. */
  readonly pid?: number;
  /** Inode of its process name space: with the id it names the process for ever. */
  readonly pidNamespace?: number;
  /** The sandbox is built and its user is set: the command begins now. */
  readonly entered?: boolean;
  readonly exitCode?: number;
}

/** Reads the JSON documents, one a line, of a status file; a torn last line is left out. */
export function parseSandboxReport(text: string): SandboxReport {
  let report: SandboxReport = {};
  for (const line of text.split('\n')) {
    const document = parse(line);
    const number = (key: string): number | undefined => (typeof document[key] === 'number' ? document[key] : undefined);
    const pid = number('child-pid');
    const pidNamespace = number('pid-namespace');
    const exitCode = number('exit-code');
    report = {
      ...report,
      ...(pid === undefined ? {} : { pid }),
      ...(pidNamespace === undefined ? {} : { pidNamespace }),
      ...(document['entered'] === true ? { entered: true } : {}),
      ...(exitCode === undefined ? {} : { exitCode }),
    };
  }
  return report;
}

function parse(line: string): Record<string, unknown> {
  try {
    const document: unknown = JSON.parse(line);
    return typeof document === 'object' && document !== null ? (document as Record<string, unknown>) : {};
  } catch {
    return {};
  }
}
