import type { WebSocket } from 'ws';
import type { ExecSession } from '../../node-access.js';
import { execFailure, execOutcome, resizeSession } from './exec-outcome.js';
import { forwardToChannel, messageBytes, sendOnChannel } from './channels.js';

/** Protocols of exec over WebSocket, as clients name them. Version 5 can close stdin. */
export const EXEC_PROTOCOLS: readonly string[] = ['v5.channel.k8s.io', 'v4.channel.k8s.io'];

const STDIN = 0;
const STDOUT = 1;
const STDERR = 2;
const OUTCOME = 3;
const RESIZE = 4;
const CLOSE = 255;
const NORMAL_CLOSURE = 1000;

/** Which streams the client asked for. */
export interface ExecStreams {
  readonly stdin: boolean;
  readonly stdout: boolean;
  readonly stderr: boolean;
}

/**
 * Joins a command with its client: channels 0 to 2 are its streams, 3 tells at the end how it ended, 4 resizes its
 * terminal. A client that goes away ends the command.
 */
export async function bridgeExec(socket: WebSocket, start: () => Promise<ExecSession>, streams: ExecStreams): Promise<void> {
  let session: ExecSession;
  const early: Buffer[] = [];
  const keep = (data: unknown): void => void early.push(messageBytes(data));
  socket.on('message', keep);
  try {
    session = await start();
  } catch (error) {
    finish(socket, execFailure(error));
    return;
  }
  socket.off('message', keep);
  socket.on('message', (data) => receive(session, messageBytes(data), socket));
  for (const data of early) receive(session, data, socket);
  socket.once('close', () => session.kill());
  const outputs = [
    streams.stdout ? forwardToChannel(session.stdout, socket, STDOUT) : session.stdout.resume(),
    session.stderr && (streams.stderr ? forwardToChannel(session.stderr, socket, STDERR) : session.stderr.resume()),
  ];
  finish(socket, await execOutcome(session, outputs));
}

function receive(session: ExecSession, message: Buffer, socket: WebSocket): void {
  const channel = message[0];
  const data = message.subarray(1);
  if (channel === STDIN && session.stdin && data.length > 0) {
    if (!session.stdin.write(data)) {
      socket.pause();
      session.stdin.once('drain', () => socket.resume());
    }
  } else if (channel === CLOSE && data[0] === STDIN) {
    session.stdin?.end();
  } else if (channel === RESIZE) {
    resizeSession(session, data);
  }
}

function finish(socket: WebSocket, status: object): void {
  sendOnChannel(socket, OUTCOME, Buffer.from(JSON.stringify(status)), () => socket.close(NORMAL_CLOSURE));
}
