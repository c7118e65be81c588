import type { KubeObject } from '../../object.js';

/** A stored (core/v1) Event as events.k8s.io/v1 shows it. */
export function readEvent(stored: KubeObject): KubeObject {
  const { involvedObject, message, count, firstTimestamp, lastTimestamp, source, reportingComponent, metadata, reason, type, action, eventTime, series, related, reportingInstance } = stored;
  return {
    apiVersion: 'events.k8s.io/v1',
    kind: 'Event',
    metadata,
    eventTime: eventTime ?? null,
    ...present({ series, reportingController: reportingComponent, reportingInstance, action, reason, regarding: involvedObject, related, note: message, type }),
    ...present({ deprecatedSource: source, deprecatedFirstTimestamp: firstTimestamp, deprecatedLastTimestamp: lastTimestamp, deprecatedCount: count }),
  };
}

/** An events.k8s.io/v1 Event as it is stored. */
export function writeEvent(given: KubeObject): KubeObject {
  const { regarding, note, deprecatedCount, deprecatedFirstTimestamp, deprecatedLastTimestamp, deprecatedSource, reportingController, metadata, reason, type, action, eventTime, series, related, reportingInstance } = given;
  return {
    apiVersion: 'v1',
    kind: 'Event',
    metadata,
    ...present({ involvedObject: regarding, reason, message: note, source: deprecatedSource, firstTimestamp: deprecatedFirstTimestamp, lastTimestamp: deprecatedLastTimestamp, count: deprecatedCount }),
    ...present({ type, eventTime, series, action, related, reportingComponent: reportingController, reportingInstance }),
  };
}

function present(fields: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
}
