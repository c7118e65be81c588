import { Field, ObjectType } from 'type-graphql';
import { DateTime } from './scalars.js';

/** How connections to a cluster are encrypted. */
@ObjectType({ description: 'How connections to a cluster are encrypted.', simpleResolvers: true })
export class Tls {
  @Field(() => Boolean, { description: 'Whether the server offers TLS.' })
  enabled!: boolean;

  @Field(() => Boolean, { description: 'Whether connections without TLS are refused.' })
  required!: boolean;

  @Field(() => DateTime, { nullable: true, description: 'When the server certificate expires; it is renewed before that. Null until there is one.' })
  certificateExpiresAt?: string;
}
