/**
 * What ends PostgreSQL when Patroni hangs. Patroni tells a watchdog device each time that it has renewed the leader lock;
 * a pipe with a reader beside it stands in for the device, which containers do not have.
 */

/** The pipe; `/tmp` is there in every container and empty when it starts. */
export const LOCK_WATCH_PIPE = '/tmp/lock-watch';
/** Seconds before others may take the lock at which PostgreSQL is ended, so that it never writes beside another primary. */
const MARGIN_SECONDS = 3;

/** Patroni's side: it writes `Ctimeout=17` when it becomes the leader, `1` at each renewal, `V` when it has demoted itself. */
export const LOCK_WATCH_CONFIG = {
  // The driver that writes to a pipe what others tell the kernel.
  mode: 'automatic', driver: 'testing', device: LOCK_WATCH_PIPE, safety_margin: MARGIN_SECONDS,
} as const;

/**
 * The reader: `$1` is the data directory. Standard input is the pipe. Time is that of the kernel since it started, which
 * nobody sets. No `$(` is in it, which Kubernetes would take for a variable. Every server process is ended, since one that has lost its parent finishes what it does.
 */
export const LOCK_WATCH_SCRIPT = `
clock() { read -r now _ < /proc/uptime; now=\${now%.*}; }
end_server() {
  read -r server < "$1/postmaster.pid" || return
  kill -STOP "$server" || return
  for file in /proc/[0-9]*/stat; do
    read -r line < "$file" || continue
    set -- \${line##*) }
    [ "$2" = "$server" ] && kill -KILL "\${line%% *}"
  done
  kill -KILL "$server"
} 2>/dev/null
limit=
while [ -d "/proc/$PPID" ]; do
  byte=
  IFS= read -r -t 1 -N 1 byte
  clock
  case $byte in
    C) IFS= read -r -t 5 line; limit=\${line#timeout=}; renewed=$now ;;
    1) renewed=$now ;;
    V) limit= ;;
  esac
  if [ -n "$limit" ] && ((now - renewed >= limit)); then
    echo "The leader lock was not renewed for $limit s: PostgreSQL is ended before another instance may lead." >&2
    end_server "$1"
    limit=
  fi
done
`;

/** Starts the reader, then becomes what `$3` and on say. The pipe is open for reading before anyone writes to it. */
const LAUNCH_SCRIPT = `rm -f ${LOCK_WATCH_PIPE} && mkfifo ${LOCK_WATCH_PIPE} && exec 3<>${LOCK_WATCH_PIPE} && { bash -c "$1" lock-watch "$2" <&3 3>&- & shift 2; exec "$@" 3>&-; }`;

/** The command of an instance's container: the reader beside what it runs. */
export const withLockWatch = (dataDirectory: string, command: readonly string[]): string[] =>
  ['bash', '-c', LAUNCH_SCRIPT, 'launch', LOCK_WATCH_SCRIPT, dataDirectory, ...command];
