import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { packageRoot } from '../../start/package-root.js';
import { startOwnService, type OwnService } from '../chaos/own-service.js';
import { seededRandom } from '../chaos/seeded-random.js';
import { startS3Server, type S3Server } from '../support/s3-server.js';
import { proofTable, writeProofTable, type ProofResult, type ProofRun } from './proof-report.js';
import type { Proof } from './proof-world.js';
import { PROOFS } from './proofs.js';

const NAMESPACE = 'proof';

const { values } = parseArgs({ options: { seed: { type: 'string' }, only: { type: 'string', multiple: true }, docs: { type: 'boolean' } } });
const seed = Number(values.seed ?? Math.floor(Math.random() * 2 ** 31));
const proofs = PROOFS.filter(({ name }) => values.only?.some((part) => name.includes(part)) ?? true);
process.stdout.write(`Seed ${seed}; run it again with: npm run proof -- --seed ${seed}\n`);

process.env['PGO_TEST_DIR'] = mkdtempSync(path.join(os.tmpdir(), 'pgo-proof-'));
const results: ProofResult[] = [];
try {
  const storage = await startS3Server();
  const service = await startOwnService(NAMESPACE);
  try {
    for (const proof of proofs) await show(proof, { service, storage });
  } finally {
    await service.stop();
    await storage.stop();
  }
} finally {
  rmSync(process.env['PGO_TEST_DIR'] ?? '', { recursive: true, force: true });
}
report({ seed, measuredAt: new Date().toISOString(), machine: `${os.cpus().length} × ${os.cpus()[0]?.model.trim() ?? 'CPU'}`, results });

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

function report(run: ProofRun): void {
  const file = path.join(packageRoot, 'proof', 'results.json');
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, `${JSON.stringify(run, null, 2)}\n`);
  process.stdout.write(`\n${proofTable(run)}\n\nWritten to ${path.relative(process.cwd(), file)}\n`);
  if (values.docs === true) writeProofTable(path.join(packageRoot, 'docs', 'restore-proof.md'), run);
  if (run.results.some(({ held }) => !held)) process.exitCode = 1;
}
