import { FieldResolver, Resolver, Root } from 'type-graphql';
import { candidatesOf } from '../../schema/availability/candidates.js';
import { Candidate } from '../../schema/graphql/candidate.js';
import { Cluster } from '../../schema/graphql/cluster.js';

/** `Cluster.candidates` */
@Resolver(() => Cluster)
export class ClusterCandidatesFieldResolver {
  @FieldResolver(() => [Candidate], { description: 'The instances as candidates for the next primary, the best first; with the reason of those that are not eligible.' })
  candidates(@Root() { durability, primary, instances }: Cluster): Candidate[] {
    return candidatesOf({ durability, primary: primary?.name, instances }).map(({ instance, refusal, reason, isForceable }) => {
      const { name, role, ready, state, node, timeline, lagBytes } = instance;
      return { instance: name, role, ready, state, node, timeline, lagBytes, eligible: refusal === undefined, forceable: isForceable, refusal, reason };
    });
  }
}
