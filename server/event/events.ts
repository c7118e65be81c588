import { Arg, Resolver, Root, Subscription } from 'type-graphql';
import { EVENT } from '../../kube/core-kinds.js';
import { ClusterEvent } from '../../schema/graphql/cluster-event.js';
import { LABEL_CLUSTER } from '../../schema/naming/labels.js';
import { NeedsPermission } from '../../schema/graphql/permission-directive.js';
import { may } from '../auth/viewer.js';
import type { Context } from '../context.js';
import { mapStream } from '../live/map-stream.js';
import { toClusterEvent } from './to-cluster-event.js';

interface EventArguments {
  readonly namespace?: string | null;
  readonly cluster?: string | null;
}

/** What happens to the clusters that the viewer may see: first what is still remembered, then everything new. */
const watchEvents = ({ namespace, cluster }: EventArguments, { viewer, services }: Context): AsyncIterableIterator<ClusterEvent> => {
  const stream = services.live.watch(EVENT, ({ metadata }) => (namespace == null || metadata.namespace === namespace)
    && metadata.labels?.[LABEL_CLUSTER] !== undefined && (cluster == null || metadata.labels[LABEL_CLUSTER] === cluster)
    && may(viewer, 'SHOW_CLUSTER', metadata.namespace), namespace ?? undefined);
  return mapStream(stream, ({ type, object }) => (type === 'DELETED' ? undefined : { value: toClusterEvent(object), isLast: false }));
};

/** `Subscription.events` */
@Resolver()
export class EventsResolver {
  @NeedsPermission('SHOW_CLUSTER')
  @Subscription(() => ClusterEvent, {
    subscribe: ({ args, context }: { args: EventArguments; context: Context }) => watchEvents(args, context),
    description: 'What happens to clusters: first what Kubernetes still remembers, then everything new.',
  })
  events(
    @Root() event: ClusterEvent,
    @Arg('namespace', () => String, { nullable: true, description: 'Only clusters in this namespace.' }) _namespace?: string,
    @Arg('cluster', () => String, { nullable: true, description: 'Only this cluster.' }) _cluster?: string,
  ): ClusterEvent {
    return event;
  }
}
