import { Field, ID, InterfaceType } from 'type-graphql';

/** Anything that can be asked for again by its id. */
@InterfaceType({ description: 'Anything that can be asked for again by its id, with `node(id:)`.' })
export abstract class Node {
  @Field(() => ID, { description: 'Opaque and stable: keep it, but do not read anything out of it.' })
  id!: string;
}
