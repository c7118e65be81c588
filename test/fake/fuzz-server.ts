/** A test server in a process of its own, whose heap is its alone: says where it is, then answers each message with the bytes in use after a collection. */
import 'reflect-metadata';
import { startTestServer } from './test-server.js';

const { server, token } = await startTestServer({ authenticationFailuresFreeMax: 1_000_000 });
process.on('message', () => {
  globalThis.gc?.();
  process.send?.(process.memoryUsage().heapUsed);
});
process.once('disconnect', () => process.exit(0));
process.send?.({ url: server.url, token });
