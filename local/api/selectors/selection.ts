import type { KubeObject } from '../../object.js';
import type { ListOptions } from '../../api-access.js';
import type { ResourceDefinition } from '../registry/resource-definition.js';
import { presented } from '../registry/resource-definition.js';
import { parseFieldSelector, selectedName } from './field-selector.js';
import { parseLabelSelector } from './label-selector.js';

/** Which objects a list or watch is about. */
export interface Selection {
  readonly namespace: string | undefined;
  /** Set when the selector asks for one name. */
  readonly name: string | undefined;
  /** Whether a stored object is selected, its namespace included; undefined when every object of the namespace is. */
  readonly matches: ((object: KubeObject) => boolean) | undefined;
}

/** Reads the selectors of a list or watch. Throws BadRequest. */
export function readSelection(definition: ResourceDefinition, { namespace, labelSelector, fieldSelector }: ListOptions): Selection {
  const labels = parseLabelSelector(labelSelector);
  const fields = parseFieldSelector(fieldSelector, definition.fieldLabels, definition.namespaced);
  const matches = labels || fields ? (object: KubeObject) => (!labels || labels(object.metadata.labels)) && (!fields || fields(presented(definition, object))) : undefined;
  return { namespace, name: selectedName(fieldSelector), matches };
}

/** Whether an object is in the selection. */
export function isSelected({ namespace, matches }: Selection, object: KubeObject): boolean {
  return (namespace === undefined || object.metadata.namespace === namespace) && (!matches || matches(object));
}
