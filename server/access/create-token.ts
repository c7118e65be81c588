import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';
import { CreateTokenInput } from '../../schema/graphql/access-inputs.js';
import { CreateTokenPayload } from '../../schema/graphql/access-payloads.js';
import { NeedsPermission } from '../../schema/graphql/permission-directive.js';
import { hashToken } from '../auth/token.js';
import type { Context } from '../context.js';
import { createToken, tokenIdOf } from './account-changes.js';
import { runAccount } from './run-access-change.js';
import { toAccount, toToken } from './to-account.js';

/** `Mutation.createToken` */
@Resolver()
export class CreateTokenResolver {
  @NeedsPermission('CREATE_PGOUSER')
  @Mutation(() => CreateTokenPayload, { description: 'Creates a token for an account. Its secret is in this answer and nowhere else.' })
  async createToken(@Arg('input', () => CreateTokenInput, { description: 'Whose token, and what for.' }) input: CreateTokenInput, @Ctx() context: Context): Promise<CreateTokenPayload> {
    const { change, secret } = createToken(input, context);
    const { stored, operation, plan } = await runAccount(change, input, context);
    const id = operation === null ? undefined : tokenIdOf(operation.name);
    const token = stored?.spec.tokens?.find((known) => known.id === id);
    if (stored === undefined || token === undefined) return { account: null, token: null, secret: null, operation, plan };
    const made = secret();
    // A retry finds the token of the first call, whose secret nobody has any more.
    const isOurs = made !== undefined && hashToken(made) === token.hash;
    return { account: toAccount(stored), token: toToken(token, stored), secret: isOurs ? made : null, operation, plan };
  }
}
