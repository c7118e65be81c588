import { psql, psqlEnvironment } from '../support/psql.js';
import { createReadyCluster } from '../support/test-client.js';
import type { PgoClient } from '../../schema/sdk/client.js';
import { backUp, backupsBecome, deleteClusters, equal, holds, succeeds, type ClusterKey, type Proof, type ProofWorld } from './proof-world.js';
import { RowHistory, startRowWriter } from './row-history.js';

/** Restores to random moments in a run. */
const MOMENTS = 5;
/** Rows that are written before each restore, at least. */
const ROWS = 400;

type Target = { readonly at: string } | { readonly lsn: string } | { readonly restorePoint: string } | { readonly undo: true };

/** Numbers of the rows that a cluster has. */
export const rowNumbers = async (client: PgoClient, cluster: ClusterKey): Promise<number[]> =>
  (await psql(await psqlEnvironment(client, cluster), 'select n from moment order by n')).split('\n').filter((line) => line !== '').map(Number);

/** A cluster that tells the moment of each commit. */
export const MOMENTS_KEPT = { parameters: { track_commit_timestamp: 'on' } } as const;

/** A cluster that goes back in time, and what was in it when. */
export class Tardis {
  readonly history = new RowHistory();

  constructor(private readonly world: Pick<ProofWorld, 'client'>, readonly cluster: ClusterKey) {}

  /** Writes rows, restores to what is chosen then, and compares. Tells how many rows there were before. */
  async restoreTo(choose: () => Promise<{ readonly target: Target; readonly rows: readonly number[] }>): Promise<{ readonly target: Target; readonly rows: number; readonly before: number }> {
    const { cluster, history } = this;
    const client = this.world.client();
    const writer = await startRowWriter(client, cluster, history);
    await writer.written(ROWS);
    const { target, rows } = await choose();
    await this.restore(target);
    await writer.broken;
    const before = history.rows.length;
    equal(await rowNumbers(client, cluster), rows, `the rows after the restore to ${JSON.stringify(target)}`);
    history.restored(rows);
    return { target, rows: rows.length, before };
  }

  async restore(target: Target): Promise<void> {
    const { cluster } = this;
    const client = this.world.client();
    const { restoreCluster } = await client.restoreCluster({ input: { cluster, confirm: cluster.name, ...target } });
    await succeeds(client, restoreCluster);
  }

  /** Writes some rows and stops. */
  async writeRows(count: number): Promise<void> {
    const writer = await startRowWriter(this.world.client(), this.cluster, this.history);
    await writer.written(count);
    await writer.stop();
  }

  /** Writes as many mebibytes that cannot be compressed, and then one row, so that the WAL is archived. */
  async fill(mebibytes: number): Promise<void> {
    const environment = await psqlEnvironment(this.world.client(), this.cluster);
    await psql(environment, 'create table if not exists ballast (text text)');
    for (let part = 0; part < mebibytes; part += 8) {
      await psql(environment, "insert into ballast select string_agg(md5(random()::text), '') from generate_series(1, 8192) outer_n, generate_series(1, 32) group by outer_n");
    }
  }
}

/** Restored in place, under a workload, to random moments, a position and a restore point; one restore is undone. */
export const randomMoments: Proof = {
  name: 'random moments',
  async run({ namespace, client: clientOf, random, found }) {
    const client = clientOf();
    const cluster = { namespace, name: 'tardis' };
    await createReadyCluster(client, { ...cluster, ...MOMENTS_KEPT });
    const tardis = new Tardis({ client: clientOf }, cluster);
    const { history } = tardis;
    const toMoment = async (what: string, earliest: string): Promise<void> => {
      const { target, rows, before } = await tardis.restoreTo(async () => {
        const chosen = history.target(random, earliest);
        return { target: { at: chosen.at }, rows: chosen.rows };
      });
      found(`${what}: in place, while rows are written, to the random moment ${Object.values(target).join('')}`, `exactly the ${rows} rows committed by then, of ${before} before.`);
    };
    try {
      await tardis.writeRows(1);
      await backUp(client, cluster);
      const earliest = await backupsBecome(client, cluster, ({ recoveryWindow }) => recoveryWindow.earliest ?? undefined);
      for (let draw = 1; draw <= MOMENTS; draw += 1) await toMoment(`restore ${draw}`, earliest);

      const atLsn = await tardis.restoreTo(async () => {
        const chosen = history.target(random, earliest, 'newest');
        return { target: { lsn: chosen.lsn }, rows: chosen.rows };
      });
      found(`in place, while rows are written, to the position ${Object.values(atLsn.target).join('')}`, `exactly the ${atLsn.rows} rows committed before it, of ${atLsn.before}.`);

      await tardis.writeRows(ROWS);
      const marked = history.rows;
      const { createRestorePoint } = await client.createRestorePoint({ input: { cluster, name: 'marked' } });
      await succeeds(client, createRestorePoint);
      const atPoint = await tardis.restoreTo(async () => ({ target: { restorePoint: 'marked' }, rows: marked }));
      found('in place, while rows are written, to a restore point', `exactly the ${atPoint.rows} rows committed before it, of ${atPoint.before}.`);

      await tardis.restore({ undo: true });
      const back = await rowNumbers(client, cluster);
      // The last one may have been committed without that its writer heard of it.
      holds(back.length - atPoint.before <= 1 && back.length >= atPoint.before, 'the rows after the undo', { back: back.length, before: atPoint.before });
      history.restored(back);
      found('the restore to the restore point undone', `all ${back.length} rows of before are there again.`);
      await toMoment('after the undo', earliest);
    } finally {
      await deleteClusters(client, [cluster]);
    }
  },
};
