import { Field, Int, ObjectType } from 'type-graphql';

/** Everything that an application needs to connect, the password included. */
@ObjectType({ description: 'Everything that an application needs to connect, the password included.', simpleResolvers: true })
export class ConnectionInfo {
  @Field(() => String, { description: 'libpq URI with the password.' })
  uri!: string;

  @Field(() => String, { description: 'Host name or address.' })
  host!: string;

  @Field(() => Int, { description: 'TCP port.' })
  port!: number;

  @Field(() => String, { description: 'Name of the database.' })
  database!: string;

  @Field(() => String, { description: 'Name of the database user.' })
  user!: string;

  @Field(() => String, { description: 'Password of the user.' })
  password!: string;

  @Field(() => String, { description: 'JDBC URL with the password.' })
  jdbcUri!: string;

  @Field(() => String, { description: 'The `sslmode` to use with `caCertificate`: `verify-full`, the certificate holds every name and address of the services. The URIs say `require`, which works without a file.' })
  sslmode!: string;

  @Field(() => String, { nullable: true, description: 'Certificate (PEM) of the authority that signed the server certificate, for `sslrootcert`.' })
  caCertificate?: string;
}
