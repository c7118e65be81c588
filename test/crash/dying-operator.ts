import pg from 'pg';
import type { OpenDatabase } from '../../operator/database/drop-access.js';

/** What an operator that is dead does not do any more. */
export class Killed extends Error {
  constructor() {
    super('the operator is dead');
  }
}

/** An operator's connections to a real PostgreSQL, all of which break without a farewell once a number of writes is done. */
export class DyingOperator {
  /** Everything that was done so far and changes something. */
  readonly writes: string[] = [];
  readonly #clients = new Set<pg.Client>();

  constructor(private readonly port: number, private readonly lastWrite = Number.POSITIVE_INFINITY) {}

  get #isDead(): boolean {
    return this.writes.length >= this.lastWrite;
  }

  readonly open: OpenDatabase = async (database, work) => {
    this.#check();
    const client = new pg.Client({ host: '127.0.0.1', port: this.port, user: 'postgres', database, options: '-c search_path= -c synchronous_commit=local' });
    client.on('error', () => {});
    await client.connect();
    this.#clients.add(client);
    try {
      return await work({
        query: async <R extends object>(sql: string, values: readonly unknown[] = []) => {
          const { rows } = await this.write(/^\s*(SELECT|WITH) (?!.*pg_terminate_backend)/.test(sql) ? undefined : sql, () => client.query<R>(sql, [...values]));
          return rows;
        },
      });
    } finally {
      this.#clients.delete(client);
      if (!this.#isDead) await client.end();
    }
  };

  /** Does something that changes something, if it has a name; it may be the last thing, whose answer is not seen any more. */
  async write<T>(name: string | undefined, work: () => Promise<T>): Promise<T> {
    this.#check();
    const result = await work();
    if (name === undefined) return result;
    this.writes.push(name);
    if (this.#isDead) this.#die();
    return result;
  }

  #check(): void {
    if (this.#isDead) throw new Killed();
  }

  #die(): never {
    for (const client of this.#clients) (client as unknown as { connection: { stream: { destroy(): void } } }).connection.stream.destroy();
    throw new Killed();
  }
}
