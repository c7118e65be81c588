import type { KubeObject } from '../../object.js';
import type { ResourceDefinition } from '../registry/resource-definition.js';
import { presented } from '../registry/resource-definition.js';
import { tableOf, type TableOptions } from '../table/table.js';
import type { SelectedEvent } from '../watch/watch-event.js';
import type { Negotiated } from './negotiate.js';
import { objectText, partialObject } from './object-shapes.js';

const lines = new WeakMap<SelectedEvent, string>();

/** How a watch writes its events in the shape the client wants. The text of a plain event is made once for all watches. */
export function shapedEvent(definition: ResourceDefinition, { shape, version }: Negotiated, options: TableOptions): (event: SelectedEvent) => string {
  if (shape === 'PartialObjectMetadata') return ({ type, object }) => `${JSON.stringify({ type, object: partialObject(object, version) })}\n`;
  if (shape === 'Table') {
    let first = true;
    return ({ type, object }) => {
      const table = tableOf(definition, [presented(definition, object)], { ...options, metadata: { resourceVersion: object.metadata.resourceVersion ?? '' }, withoutColumns: !first });
      first = false;
      return `${JSON.stringify({ type, object: table })}\n`;
    };
  }
  return (event) => {
    const isShared = !definition.conversion && presented(definition, event.object) === event.object;
    const cached = isShared ? lines.get(event) : undefined;
    if (cached !== undefined) return cached;
    const line = `{"type":"${event.type}","object":${objectText(definition, event.object)}}\n`;
    if (isShared) lines.set(event, line);
    return line;
  };
}

/** How a watch of another shape writes its bookmarks. */
export function shapedBookmark({ shape, version }: Negotiated): (revision: number, initial: boolean) => string {
  return (revision, initial) => {
    const metadata = { resourceVersion: String(revision), creationTimestamp: null, ...(initial ? { annotations: { 'k8s.io/initial-events-end': 'true' } } : {}) };
    const object = partialObject({ metadata } as unknown as KubeObject, version);
    if (shape !== 'Table') return `${JSON.stringify({ type: 'BOOKMARK', object })}\n`;
    const table = { kind: 'Table', apiVersion: 'meta.k8s.io/v1', metadata: { resourceVersion: String(revision) }, columnDefinitions: null, rows: [{ cells: [], object }] };
    return `${JSON.stringify({ type: 'BOOKMARK', object: table })}\n`;
  };
}
