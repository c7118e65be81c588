/** One page of a list of the API. */
export interface Page<Node> {
  nodes: readonly Node[];
  pageInfo: { hasNextPage: boolean; endCursor?: string | null };
}

/** Entries that are asked for at once: the most that the API gives. */
export const pageSize = 100;

/**
 * Reads a list page by page until its end or until `limit` entries are there. Stops when a page promises more without
 * saying where, so that it cannot go round for ever.
 */
export const readPages = async <Node>(readPage: (after: string | undefined, first: number) => Promise<Page<Node>>, limit = Number.POSITIVE_INFINITY): Promise<Node[]> => {
  const nodes: Node[] = [];
  let after: string | undefined;
  for (;;) {
    const page = await readPage(after, Math.min(pageSize, limit - nodes.length));
    nodes.push(...page.nodes);
    const next = page.pageInfo.endCursor ?? undefined;
    if (!page.pageInfo.hasNextPage || next === undefined || next === after || nodes.length >= limit) return nodes;
    after = next;
  }
};
