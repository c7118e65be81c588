import { readFileSync } from 'node:fs';
import path from 'node:path';
import { writePrivateFile } from '../access/cli-context.js';

/** That the demo was made on this data directory, so that one deleted on purpose does not come back. */
export interface DemoRecord {
  /** Identifier of the operation that creates it; none when a cluster of the name was there before. */
  readonly operationId?: string;
}

const recordFile = (dataDir: string): string => path.join(dataDir, 'demo.json');

/** What is noted about the demo; undefined when there has been none. */
export function readDemoRecord(dataDir: string): DemoRecord | undefined {
  try {
    return JSON.parse(readFileSync(recordFile(dataDir), 'utf8')) as DemoRecord;
  } catch {
    return undefined;
  }
}

/** Notes that the demo was asked for. */
export function writeDemoRecord(dataDir: string, record: DemoRecord): void {
  writePrivateFile(recordFile(dataDir), JSON.stringify(record));
}
