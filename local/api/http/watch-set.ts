import type { ServerResponse } from 'node:http';
import type { WatchStream } from './watch-stream.js';

/** The watches that are open. */
export class WatchSet {
  private readonly open = new Set<WatchStream>();

  readonly add = (watch: WatchStream, response: ServerResponse): void => {
    this.open.add(watch);
    response.once('close', () => this.open.delete(watch));
  };

  /** Ends every watch in order. */
  endAll(): void {
    for (const watch of this.open) watch.end();
  }
}
