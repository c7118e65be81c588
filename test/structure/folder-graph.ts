import path from 'node:path';
import type { SourceFile } from './source-files.js';

/** Which folder imports which, with one import as evidence. */
export type FolderGraph = ReadonlyMap<string, ReadonlyMap<string, string>>;

/**
 * A folder is one node. A file beside folders stands for itself: it is a seam that they share, or the entry that puts
 * them together, not part of a heap.
 */
function nodesOf(sources: readonly SourceFile[]): (file: string) => string {
  const parents = new Set(sources.flatMap(({ file }) => {
    const parts = path.dirname(file).split('/');
    return parts.slice(1).map((_part, index) => parts.slice(0, index + 1).join('/'));
  }));
  return (file) => (parents.has(path.dirname(file)) ? file : path.dirname(file));
}

/** The imports between folders. */
export function folderGraph(sources: readonly SourceFile[]): FolderGraph {
  const nodeOf = nodesOf(sources);
  const graph = new Map<string, Map<string, string>>();
  for (const { file, imports } of sources) {
    const from = nodeOf(file);
    const edges = graph.get(from) ?? new Map<string, string>();
    graph.set(from, edges);
    for (const imported of imports) {
      const to = nodeOf(imported);
      if (to !== from) edges.set(to, `${file} imports ${imported}`);
    }
  }
  return graph;
}

/** One shortest cycle through each folder that is on one, as the imports that make it. */
export function folderCycles(graph: FolderGraph): string[] {
  const found = new Map<string, string>();
  for (const start of graph.keys()) {
    const cycle = shortestWayBack(graph, start);
    if (cycle) found.set([...cycle].sort().join(), cycle.join('; '));
  }
  return [...found.values()];
}

function shortestWayBack(graph: FolderGraph, start: string): string[] | undefined {
  const queue: { node: string; way: string[] }[] = [{ node: start, way: [] }];
  const seen = new Set<string>();
  for (let next = queue.shift(); next; next = queue.shift()) {
    for (const [to, evidence] of graph.get(next.node) ?? []) {
      if (to === start) return [...next.way, evidence];
      if (seen.has(to)) continue;
      seen.add(to);
      queue.push({ node: to, way: [...next.way, evidence] });
    }
  }
  return undefined;
}
