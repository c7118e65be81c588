import { Field, InputType, ObjectType } from 'type-graphql';
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

/** A server certificate of one's own. */
@InputType({ description: 'The server certificate of PostgreSQL: one of your own, in Secrets with the label of the cluster; see the page on connecting.' })
export class TlsInput {
  @Field(() => String, { nullable: true, description: 'Name of the Secret with `tls.crt`, `tls.key` and `ca.crt`; null for a certificate of the cluster\'s own authority.' })
  serverCertificateSecret?: string | null;

  @Field(() => String, { nullable: true, description: 'Name of the Secret with `ca.crt`, when it is not in that one.' })
  authoritySecret?: string | null;
}
