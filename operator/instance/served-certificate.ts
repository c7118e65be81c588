import { connect as connectPlain, type Socket } from 'node:net';
import { connect as connectTls } from 'node:tls';
import { POSTGRES_PORT } from '../postgres/instance-layout.js';
import { reachPod } from './reach.js';

/** PostgreSQL's request to go on in TLS: length 8, code 80877103. */
const SSL_REQUEST = Buffer.from([0, 0, 0, 8, 0x04, 0xd2, 0x16, 0x2f]);
/** Its answer when it will. */
const SSL_YES = 'S'.charCodeAt(0);
/** Longest time for the whole exchange, in milliseconds. */
const TIMEOUT_MS = 5_000;

/**
 * SHA-256 fingerprint of the certificate that an instance serves now, whoever signed it: nothing is sent after the
 * handshake. Rejects when it cannot be reached or speaks no TLS.
 */
export const servedFingerprint = async (host: string): Promise<string> => {
  const socket = connectPlain(await reachPod({ host, port: POSTGRES_PORT }));
  try {
    return await exchange(socket);
  } finally {
    socket.destroy();
  }
};

const exchange = (socket: Socket): Promise<string> => new Promise((resolve, reject) => {
  const fail = (error: Error): void => reject(error);
  socket.setTimeout(TIMEOUT_MS, () => fail(new Error(`no answer within ${TIMEOUT_MS} ms`)));
  socket.on('error', fail).on('close', () => fail(new Error('the connection was closed')));
  socket.once('connect', () => socket.write(SSL_REQUEST));
  socket.once('data', (answer: Buffer) => {
    if (answer[0] !== SSL_YES) {
      fail(new Error('the server does not speak TLS'));
      return;
    }
    socket.removeAllListeners('data');
    const secure = connectTls({ socket, rejectUnauthorized: false }, () => {
      resolve(secure.getPeerCertificate().fingerprint256);
      secure.destroy();
    });
    secure.on('error', fail);
  });
});
