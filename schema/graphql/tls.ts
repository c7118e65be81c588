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

/** How connections shall be encrypted. */
@InputType({ description: 'How connections are encrypted; see the page on connecting. What is left out stays as it is; an empty object takes a certificate of your own away.' })
export class TlsInput {
  @Field(() => Boolean, { nullable: true, description: 'Whether connections without TLS are refused, also by the pooler; true when nobody has said so. Changed without a restart.' })
  required?: boolean | null;

  @Field(() => String, { nullable: true, description: 'A server certificate of your own: name of the Secret, which has the label of the cluster, with `tls.crt`, `tls.key` and `ca.crt`; null for a certificate of the cluster\'s own authority.' })
  serverCertificateSecret?: string | null;

  @Field(() => String, { nullable: true, description: 'Name of the Secret with `ca.crt`, when it is not in that one.' })
  authoritySecret?: string | null;
}
