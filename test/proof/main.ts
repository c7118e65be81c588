import { parseArgs } from 'node:util';
import { startOwnService, type OwnService } from '../chaos/own-service.js';
import { seededRandom } from '../chaos/seeded-random.js';
import { reportSeeded, runSeeded, seedOf } from '../support/seeded-run.js';
import { startS3Server, type S3Server } from '../support/s3-server.js';
import { PROOF, type ProofResult } from './proof-report.js';
import type { Proof } from './proof-world.js';
import { PROOFS } from './proofs.js';

const NAMESPACE = 'proof';

const { values } = parseArgs({ options: { seed: { type: 'string' }, only: { type: 'string', multiple: true }, docs: { type: 'boolean' } } });
const seed = seedOf(PROOF.name, values.seed);
const proofs = PROOFS.filter(({ name }) => values.only?.some((part) => name.includes(part)) ?? true);
const results: ProofResult[] = [];

const run = await runSeeded(PROOF.name, seed, async () => {
  const storage = await startS3Server();
  const service = await startOwnService(NAMESPACE);
  try {
    for (const proof of proofs) await show(proof, { service, storage });
  } finally {
    await service.stop();
    await storage.stop();
  }
  return results;
});
reportSeeded(PROOF, run, values.docs === true);
if (results.some(({ held }) => !held)) process.exitCode = 1;

/** Each proof draws numbers of its own, so that one alone draws the same as among all. */
async function show(proof: Proof, { service, storage }: { readonly service: OwnService; readonly storage: S3Server }): Promise<void> {
  let sinceMs = Date.now();
  const record = (what: string, found: string, held: boolean): void => {
    const result = { proof: proof.name, what, found, held, seconds: Math.round((Date.now() - sinceMs) / 1000) };
    sinceMs = Date.now();
    results.push(result);
    process.stdout.write(`${JSON.stringify(result)}\n`);
  };
  const { restartControlPlane } = service.world({ namespace: NAMESPACE, name: '' }, Math.random);
  const at = { namespace: NAMESPACE, name: '' };
  try {
    await proof.run({
      namespace: NAMESPACE, storage, random: seededRandom(seed), dataDir: () => service.dataDir, client: service.client, kubernetes: () => service.world(at, Math.random).kubernetes(),
      restartControlPlane: async () => restartControlPlane?.(), found: (what, sentence) => record(what, sentence, true),
    });
  } catch (error) {
    record('the whole of it', error instanceof Error ? error.message : String(error), false);
    process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`);
  }
}
