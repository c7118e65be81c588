/** A reason why the machine cannot be set up: one sentence for a person, printed without a stack. */
export class SetupError extends Error {}
