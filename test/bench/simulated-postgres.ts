/**
 * Says on the wire what an operator wants to hear of PostgreSQL: TLS, one user who is let in, and an answer to each
 * statement that the operator sends. There are no data behind it but the names of the databases that were made.
 */
import { createServer, type Server, type Socket } from 'node:net';
import { TLSSocket, type SecureContext } from 'node:tls';

/** What a simulated server knows of itself at a moment. */
export interface SimulatedInstance {
  readonly isPrimary: boolean;
  /** Marker of the configuration that it has read. */
  readonly marker: string;
  /** Databases that were made in its cluster. */
  readonly databases: Set<string>;
}

/** Where a simulated server listens and what it serves. */
export interface SimulatedPostgres {
  readonly host: string;
  readonly port: number;
  secureContext(): SecureContext;
  instance(): SimulatedInstance;
}

const [TEXT, BOOL, FLOAT, TIME, TEXTS] = [25, 16, 701, 1184, 1009];

/** Columns with the types of their values, and rows as text. */
export interface Answer {
  readonly columns: readonly (readonly [string, number])[];
  readonly rows: readonly (readonly (string | null)[])[];
}

const NOTHING: Answer = { columns: [], rows: [] };
const columns = (type: number, ...names: string[]): (readonly [string, number])[] => names.map((name) => [name, type]);
const WAL = '000000010000000000000002';

const DATABASE_COLUMNS = [...columns(TEXT, 'name', 'owner', 'encoding', 'locale'), ['connectionLimit', 23], ['isUntouched', BOOL], ['sizeBytes', FLOAT]] as const;

type Answering = (instance: SimulatedInstance, parameters: readonly string[]) => Answer;

const now = (): string => new Date().toISOString().replace('T', ' ').replace('Z', '+00');
const startedAt = now();

/** What is answered to statements that hold a text; the first that fits. */
const ANSWERS: readonly (readonly [string, Answering])[] = [
  ['pg_postmaster_start_time', () => ({ columns: [['version', TEXT], ['started', TIME]], rows: [['15.10', startedAt]] })],
  ['current_setting($1, true)', ({ marker }) => ({ columns: columns(TEXT, 'marker'), rows: [[marker]] })],
  ['pg_stat_wal_receiver', () => ({ columns: columns(TEXT, 'status'), rows: [['streaming']] })],
  ['pg_is_in_recovery', ({ isPrimary }) => ({ columns: columns(BOOL, 'standby'), rows: [[isPrimary ? 'f' : 't']] })],
  ['pg_stat_archiver', () => ({
    columns: [['at', TIME], ['wal', TEXT], ['last_wal', TEXT], ['last_at', TIME], ['failed_at', TIME], ['waiting', TEXT], ['bytes', TEXT]],
    rows: [[now(), WAL, WAL, startedAt, null, '0', '8000000']],
  })],
  ['AS "isUntouched"', ({ databases }, [names = '']) => ({
    columns: DATABASE_COLUMNS, rows: [...databases].filter((name) => names.includes(name)).map((name) => [name, name, 'UTF8', 'C', '-1', 'f', '8000000']),
  })],
  ['ARRAY(SELECT g.rolname', () => ({ columns: [...columns(TEXT, 'name'), ['memberOf', TEXTS]], rows: [] })],
];

/** What is answered to a statement. */
export const answerTo = (sql: string, parameters: readonly string[], instance: SimulatedInstance): Answer => {
  const [, made] = /^CREATE DATABASE "([^"]+)"/.exec(sql) ?? [];
  if (made !== undefined) instance.databases.add(made);
  return ANSWERS.find(([part]) => sql.includes(part))?.[1](instance, parameters) ?? NOTHING;
};

const int16 = (value: number): Buffer => { const bytes = Buffer.alloc(2); bytes.writeInt16BE(value); return bytes; };
const int32 = (value: number): Buffer => { const bytes = Buffer.alloc(4); bytes.writeInt32BE(value); return bytes; };
const zeroEnded = (text: string): Buffer => Buffer.from(`${text}\0`);

const message = (type: string, ...parts: Buffer[]): Buffer => {
  const body = Buffer.concat(parts);
  return Buffer.concat([Buffer.from(type), int32(body.length + 4), body]);
};

const READY = message('Z', Buffer.from('I'));
const DONE = message('C', zeroEnded('SELECT 0'));

const description = ({ columns: fields }: Answer): Buffer => (fields.length === 0 ? message('n') : message('T', int16(fields.length), ...fields.flatMap(([name, type]) =>
  [zeroEnded(name), int32(0), int16(0), int32(type), int16(-1), int32(-1), int16(0)])));

const rows = (answer: Answer): Buffer => Buffer.concat(answer.rows.map((row) => message('D', int16(row.length), ...row.flatMap((value) =>
  (value === null ? [int32(-1)] : [int32(Buffer.byteLength(value)), Buffer.from(value)])))));

/** The text values of a Bind message, after the names of portal and statement. */
const boundParameters = (body: Buffer): string[] => {
  let at = body.indexOf(0, body.indexOf(0) + 1) + 1;
  at += 2 + 2 * body.readInt16BE(at);
  const count = body.readInt16BE(at);
  at += 2;
  return Array.from({ length: count }, () => {
    const length = body.readInt32BE(at);
    const value = length < 0 ? '' : body.toString('utf8', at + 4, at + 4 + length);
    at += 4 + Math.max(0, length);
    return value;
  });
};

/** One session after the handshake. */
class Session {
  #rest: Buffer = Buffer.alloc(0);
  #isStarted = false;
  #sql = '';
  #answer: Answer = NOTHING;

  constructor(private readonly socket: TLSSocket, private readonly instance: () => SimulatedInstance) {
    socket.on('data', (chunk: Buffer) => this.#read(chunk));
  }

  #read(chunk: Buffer): void {
    this.#rest = Buffer.concat([this.#rest, chunk]);
    for (;;) {
      const head = this.#isStarted ? 1 : 0;
      if (this.#rest.length < head + 4 || this.#rest.length < head + this.#rest.readInt32BE(head)) return;
      const end = head + this.#rest.readInt32BE(head);
      const [type, body] = [this.#isStarted ? String.fromCharCode(this.#rest[0] ?? 0) : 'start', this.#rest.subarray(head + 4, end)];
      this.#rest = this.#rest.subarray(end);
      this.#handle(type, body);
    }
  }

  #handle(type: string, body: Buffer): void {
    const { socket } = this;
    if (type === 'start') {
      this.#isStarted = true;
      socket.write(Buffer.concat([message('R', int32(0)), READY]));
    } else if (type === 'Q') {
      const answer = answerTo(body.toString('utf8', 0, body.length - 1), [], this.instance());
      socket.write(Buffer.concat([...(answer.columns.length === 0 ? [] : [description(answer), rows(answer)]), DONE, READY]));
    } else if (type === 'P') {
      this.#sql = body.toString('utf8', body.indexOf(0) + 1, body.indexOf(0, body.indexOf(0) + 1));
      socket.write(message('1'));
    } else if (type === 'B') {
      this.#answer = answerTo(this.#sql, boundParameters(body), this.instance());
      socket.write(message('2'));
    } else if (type === 'D') socket.write(description(this.#answer));
    else if (type === 'E') socket.write(Buffer.concat([rows(this.#answer), DONE]));
    else if (type === 'S') socket.write(READY);
    else if (type === 'X') socket.end();
  }
}

/** Serves one simulated instance. */
export function servePostgres({ host, port, secureContext, instance }: SimulatedPostgres): Server {
  const server = createServer((socket: Socket) => {
    socket.on('error', () => socket.destroy());
    socket.once('data', () => {
      socket.write('S');
      const secure = new TLSSocket(socket, { isServer: true, secureContext: secureContext() });
      secure.on('error', () => socket.destroy());
      new Session(secure, instance);
    });
  });
  return server.listen(port, host);
}
