import { Field, Int, ObjectType, registerEnumType } from 'type-graphql';
import { InstanceRole } from './instance-role.js';
import { SafeInt } from './scalars.js';

/** Why an instance should not become the primary. */
export const CandidateRefusal = {
  IS_PRIMARY: 'IS_PRIMARY', NOT_READY: 'NOT_READY', OTHER_TIMELINE: 'OTHER_TIMELINE', NOT_IN_STEP: 'NOT_IN_STEP', LAGGING: 'LAGGING',
} as const;
/** One of the refusals. */
export type CandidateRefusal = keyof typeof CandidateRefusal;

registerEnumType(CandidateRefusal, {
  name: 'CandidateRefusal',
  description: 'Why an instance should not become the primary.',
  valuesConfig: {
    IS_PRIMARY: { description: 'It is the primary.' },
    NOT_READY: { description: 'It does not run, or not as a replica that serves.' },
    OTHER_TIMELINE: { description: 'Its data split from those of the primary.' },
    NOT_IN_STEP: { description: 'Commits wait for another replica: acknowledged ones may be missing on it.' },
    LAGGING: { description: 'It lacks too much WAL, or nobody knows how much.' },
  },
});

/** An instance as candidate for the next primary. */
@ObjectType({ description: 'An instance as candidate for the next primary.', simpleResolvers: true })
export class Candidate {
  @Field(() => String, { description: 'Name of the instance.' })
  instance!: string;

  @Field(() => InstanceRole, { description: 'What it is in the cluster now.' })
  role!: InstanceRole;

  @Field(() => Boolean, { description: 'Whether it serves its role.' })
  ready!: boolean;

  @Field(() => String, { description: 'What Patroni says of it, or what its pod waits for.' })
  state!: string;

  @Field(() => String, { nullable: true, description: 'Node of the Kubernetes cluster that it runs on.' })
  node?: string;

  @Field(() => Int, { nullable: true, description: 'PostgreSQL timeline that it is on.' })
  timeline?: number;

  @Field(() => SafeInt, { nullable: true, description: 'How far it is behind the primary, in bytes of WAL. Null on the primary and when not known.' })
  lagBytes?: number;

  @Field(() => Boolean, { description: 'Whether `switchoverCluster` and `failoverCluster` take it.' })
  eligible!: boolean;

  @Field(() => Boolean, { description: 'Whether `failoverCluster` takes it with `force`, at the price of data that are not on it.' })
  forceable!: boolean;

  @Field(() => CandidateRefusal, { nullable: true, description: 'Why it is not eligible. Null when it is.' })
  refusal?: CandidateRefusal;

  @Field(() => String, { nullable: true, description: 'Why it is not eligible, in a sentence. Null when it is.' })
  reason?: string;
}
