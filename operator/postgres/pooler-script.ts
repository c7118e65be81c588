import { POOLER_CONFIG_KEY, POOLER_CONFIG_PATH, POOLER_TLS_PATH, POOLER_USERS_KEY, POOLER_USERS_PATH } from './pooler-layout.js';

/** How often it is looked whether files have changed, in seconds. */
const LOOK_SECONDS = 2;

const FILES = [
  `${POOLER_CONFIG_PATH}/${POOLER_CONFIG_KEY}`, `${POOLER_USERS_PATH}/${POOLER_USERS_KEY}`,
  ...['tls.crt', 'tls.key', 'server-ca.crt'].map((name) => `${POOLER_TLS_PATH}/${name}`),
].join(' ');

/**
 * Runs PgBouncer on the pod's address and has it read its files again when Kubernetes has changed them: a renewed
 * certificate, another mode, another password. Told to stop, it lets transactions end that have begun.
 */
export const POOLER_SCRIPT = `printf '[pgbouncer]\\nlisten_addr = %s\\n%%include ${POOLER_CONFIG_PATH}/${POOLER_CONFIG_KEY}\\n' "$POD_IP" > /tmp/pgbouncer.ini
state() { cat ${FILES} | cksum; }
loaded=$(state)
pgbouncer /tmp/pgbouncer.ini & pooler=$!
trap 'kill -INT "$pooler" 2>/dev/null' TERM INT
while kill -0 "$pooler" 2>/dev/null; do
  sleep ${LOOK_SECONDS} & wait $!
  now=$(state)
  if [ "$now" != "$loaded" ]; then loaded=$now; kill -HUP "$pooler"; fi
done
wait "$pooler"`;
