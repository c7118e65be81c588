/**
 * Lines of shell that have pgBackRest's commands on single files take the pass phrase of a repository; they know no stanza,
 * and so look for it elsewhere than all others do. `repository` is its number, as shell.
 */
export const takePassPhrase = (repository: string): string => `eval "PGBACKREST_CIPHER_PASS=\\\${PGBACKREST_REPO${repository}_CIPHER_PASS:-}"
  if [ -n "$PGBACKREST_CIPHER_PASS" ]; then export PGBACKREST_CIPHER_PASS; else unset PGBACKREST_CIPHER_PASS; fi`;
