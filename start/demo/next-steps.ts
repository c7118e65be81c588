import type { CliContext } from '../access/cli-context.js';

/** What there is to tell. */
export interface NextSteps {
  readonly context: CliContext;
  /** The demo cluster, when there is one. */
  readonly cluster: string | undefined;
  readonly psql: string | undefined;
  /** File that kubectl needs. */
  readonly kubeconfig: string;
}

/** What a person needs next, as text. */
export function nextSteps({ context, cluster, psql, kubeconfig }: NextSteps): string {
  const rows: [string, string][] = [
    ['GraphQL', `${context.url}/graphql`],
    ['Explorer', `${context.url}/   (token: ${context.tokenFile})`],
    ['Command line', cluster ? `npx pgo show cluster ${cluster}   (already logged in)` : 'npx pgo create cluster hippo --wait   (already logged in)'],
    ['kubectl', `kubectl --kubeconfig ${kubeconfig} get postgresclusters -A`],
  ];
  if (psql) rows.push(['psql', psql]);
  const width = Math.max(...rows.map(([label]) => label.length));
  return `\n${rows.map(([label, text]) => `  ${label.padEnd(width)}  ${text}`).join('\n')}\n\nCtrl-C stops everything; the clusters and their data stay.\n`;
}
