import type { KubeObject } from '../../object.js';
import { isSelected, type Selection } from '../selectors/selection.js';
import type { StoreEvent } from '../store/event-log.js';

/** What a watcher of a selection is told of a change. */
export interface SelectedEvent {
  readonly type: 'ADDED' | 'MODIFIED' | 'DELETED';
  readonly object: KubeObject;
}

const departures = new WeakMap<StoreEvent, KubeObject>();
const plain = new WeakMap<StoreEvent, SelectedEvent>();

/** The change as a selection sees it: entering is ADDED, leaving is DELETED; undefined when it does not concern the selection. */
export function selectEvent(selection: Selection, event: StoreEvent): SelectedEvent | undefined {
  const { type, object, previous } = event;
  if (selection.namespace !== undefined && object.metadata.namespace !== selection.namespace) return undefined;
  if (!selection.matches) return asIs(event);
  if (type === 'DELETED') return isSelected(selection, previous ?? object) ? asIs(event) : undefined;
  const was = previous !== undefined && isSelected(selection, previous);
  const is = isSelected(selection, object);
  if (is) return was === (type === 'MODIFIED') ? asIs(event) : { type: was ? 'MODIFIED' : 'ADDED', object };
  return was ? { type: 'DELETED', object: departed(event, previous) } : undefined;
}

/** One value an event, so that its text is made once for all watchers. */
function asIs(event: StoreEvent): SelectedEvent {
  let selected = plain.get(event);
  if (!selected) plain.set(event, (selected = { type: event.type, object: event.object }));
  return selected;
}

/** An object that left a selection, as it was, with the version of the change. */
function departed(event: StoreEvent, previous: KubeObject): KubeObject {
  let object = departures.get(event);
  if (!object) {
    object = { ...previous, metadata: { ...previous.metadata, resourceVersion: String(event.revision) } };
    departures.set(event, object);
  }
  return object;
}
