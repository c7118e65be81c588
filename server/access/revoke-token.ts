import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';
import { RevokeTokenInput } from '../../schema/graphql/access-inputs.js';
import { RevokeTokenPayload } from '../../schema/graphql/access-payloads.js';
import { NeedsPermission } from '../../schema/graphql/permission-directive.js';
import type { Context } from '../context.js';
import { revokeToken } from './account-changes.js';
import { runAccountChange } from './run-access-change.js';

/** `Mutation.revokeToken` */
@Resolver()
export class RevokeTokenResolver {
  @NeedsPermission('DELETE_PGOUSER')
  @Mutation(() => RevokeTokenPayload, { description: 'Revokes a token. What was opened with it is ended.' })
  revokeToken(@Arg('input', () => RevokeTokenInput, { description: 'The token.' }) input: RevokeTokenInput, @Ctx() context: Context): Promise<RevokeTokenPayload> {
    return runAccountChange(revokeToken(input, context), input, context);
  }
}
