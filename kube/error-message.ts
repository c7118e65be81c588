/** What an error says, also when something other than an Error was thrown. */
export const errorMessage = (error: unknown): string => (error instanceof Error ? error.message : String(error));
