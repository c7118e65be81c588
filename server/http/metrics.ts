import { Counter, Gauge, Histogram, Registry, collectDefaultMetrics } from 'prom-client';

/** What the server counts. Labels are closed sets: nothing that a caller chooses. */
export interface Metrics {
  readonly registry: Registry;
  /** Operations that were answered, by type, first root field and outcome (`OK` or an error code). */
  readonly operations: Counter<'type' | 'field' | 'outcome'>;
  /** How long queries and mutations took, in seconds. */
  readonly operationSeconds: Histogram<'type'>;
  /** Events sent to subscribers. */
  readonly events: Counter;
  readonly connections: Gauge;
  readonly subscriptions: Gauge;
}

const BUCKETS_SECONDS = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

/** The metrics of one server, in a registry of their own. */
export const createMetrics = (registry = new Registry()): Metrics => {
  collectDefaultMetrics({ register: registry });
  const registers = [registry];
  return {
    registry,
    operations: new Counter({ name: 'pgo_graphql_operations_total', help: 'GraphQL operations answered, by type, first root field and outcome.', labelNames: ['type', 'field', 'outcome'], registers }),
    operationSeconds: new Histogram({ name: 'pgo_graphql_operation_seconds', help: 'Time to answer a query or mutation.', labelNames: ['type'], buckets: BUCKETS_SECONDS, registers }),
    events: new Counter({ name: 'pgo_graphql_events_total', help: 'Events sent to subscribers.', registers }),
    connections: new Gauge({ name: 'pgo_graphql_websocket_connections', help: 'Open WebSocket connections.', registers }),
    subscriptions: new Gauge({ name: 'pgo_graphql_subscriptions', help: 'Open subscriptions.', registers }),
  };
};
