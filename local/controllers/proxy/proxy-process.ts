import { Forwarder } from './forwarder.js';
import type { ProxyReport, ProxyService } from './proxy-table.js';

/**
 * The process that forwards the connections of services, apart from the API so that a busy API does not slow them.
 * Its parent tells it services one by one over IPC; it ends when the parent does.
 */
function report(message: ProxyReport): void {
  if (process.connected) process.send?.(message);
}

const forwarder = new Forwarder({
  problem: ({ address, port }, error) => report({ type: 'problem', address, port, message: error.message }),
});
process.on('message', (service) => forwarder.set(service as ProxyService));
process.on('disconnect', () => process.exit(0));
report({ type: 'ready' });
