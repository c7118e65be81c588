import { isDeepStrictEqual } from 'node:util';
import type { ApiAccess } from '../api-access.js';
import { PODS } from './api-reader.js';
import type { Pod, PodStatus } from './pod.js';

/** Where a pod's status comes from. */
export interface StatusSource {
  /** The newest known object. */
  current(): Pod;
  /** What the status of this state of the object should be now. */
  statusFor(pod: Pod): PodStatus;
  /** The API's answer to a write. */
  onWritten(pod: Pod): void;
  onError(error: unknown): void;
  /** Whether nothing may be written any more. */
  isOver(): boolean;
}

/** Keeps a pod's status in the API true: one write at a time, and what changes meanwhile goes with the next one. */
export class StatusWriter {
  private writing: Promise<void> | undefined;

  constructor(private readonly access: ApiAccess, private readonly source: StatusSource) {}

  /** Writes what is not true yet. Never rejects. */
  write(): Promise<void> {
    this.writing ??= Promise.resolve()
      .then(() => this.writeUntilTrue())
      .catch((error: unknown) => this.source.onError(error))
      .finally(() => (this.writing = undefined));
    return this.writing;
  }

  /** What was sent is compared too: the API may store a status in a form of its own. */
  private async writeUntilTrue(): Promise<void> {
    let sent: PodStatus | undefined;
    while (!this.source.isOver()) {
      const pod = this.source.current();
      const wanted = this.source.statusFor(pod);
      if (isDeepStrictEqual(wanted, pod.status) || isDeepStrictEqual(wanted, sent)) return;
      const { namespace, name, uid } = pod.metadata;
      const written = await this.access.modify(PODS, { namespace, name }, (current) => {
        if (current.metadata.uid !== uid) return undefined;
        sent = this.source.statusFor(current as Pod);
        return isDeepStrictEqual(sent, current['status']) ? undefined : { ...current, status: sent };
      }, 'status');
      if (written === undefined) return;
      this.source.onWritten(written as Pod);
    }
  }
}
