import type { IncomingMessage } from 'node:http';
import type { Socket } from 'node:net';
import { createWebSocketStream } from 'ws';
import type { ExecOptions, ExecSession, NodeAccess } from '../../node-access.js';
import type { KubeObject } from '../../object.js';
import { StatusError } from '../../status-error.js';
import type { ApiCore } from '../core.js';
import { badRequest, notServed } from '../errors.js';
import { bridgeExec, EXEC_PROTOCOLS, type ExecStreams } from '../streaming/exec-bridge.js';
import { bridgeExecStreams, EXEC_STREAMS_PROTOCOLS } from '../streaming/exec-streams.js';
import { bridgePortForwardChannels, PORT_FORWARD_CHANNELS_PROTOCOL, type Connect } from '../streaming/port-forward-channels.js';
import { bridgePortForwardStreams, PORT_FORWARD_STREAMS_PROTOCOL, PORT_FORWARD_TUNNEL_PROTOCOL } from '../streaming/port-forward-streams.js';
import { acceptSpdy, asksForSpdy, spdyOn, startSpdy } from '../streaming/spdy-connection.js';
import { acceptWebSocket, type UpgradeRequest } from '../streaming/web-socket-upgrade.js';
import { flag, parameter } from './api-request.js';
import { containerOf } from './pod-subresources.js';
import type { RequestPath } from '../request-path.js';
import { nodeOf, podOf } from './special-paths.js';

type ResourcePath = Extract<RequestPath, { type: 'resource' }>;
interface Connection {
  readonly socket: Socket;
  readonly head: Buffer;
}

const HIGHEST_PORT = 65_535;

/** Streams over WebSocket or SPDY: exec and port-forward of pods. */
export function createStreams(core: ApiCore, node: () => NodeAccess | undefined): (path: ResourcePath, request: IncomingMessage, connection: Connection) => Promise<void> {
  return async (path, request, connection) => {
    if (path.plural !== 'pods' || path.group !== '') throw notServed();
    const upgrade = { request, ...connection };
    const query = new URL(request.url ?? '/', 'https://local').searchParams;
    const pod = podOf(core, path);
    if (path.subresource === 'exec') {
      const { options, streams } = readExec(pod, query);
      requireNode(pod);
      const agent = nodeOf({ node });
      return acceptCommand(upgrade, () => agent.exec(pod, options), { ...streams, tty: options.tty });
    }
    if (path.subresource === 'attach') {
      const { container, tty, streams } = readStreams(pod, query);
      requireNode(pod);
      const agent = nodeOf({ node });
      return acceptCommand(upgrade, () => agent.attach(pod, { container, stdin: streams.stdin }), { ...streams, tty });
    }
    if (path.subresource !== 'portforward') throw notServed();
    requireNode(pod);
    const agent = nodeOf({ node });
    return acceptPortForward(upgrade, query, (port) => agent.connect(pod, port));
  };
}

interface WantedExec {
  readonly options: ExecOptions;
  readonly streams: ExecStreams;
}

function readExec(pod: KubeObject, query: URLSearchParams): WantedExec {
  const container = containerOf(pod, parameter(query, 'container'));
  const command = query.getAll('command');
  if (command.length === 0) throw badRequest('you must specify at least 1 command for the container');
  const { tty, streams } = readStreams(pod, query);
  return { options: { container, command, tty, stdin: streams.stdin }, streams };
}

function readStreams(pod: KubeObject, query: URLSearchParams): { readonly container: string; readonly tty: boolean; readonly streams: ExecStreams } {
  const container = containerOf(pod, parameter(query, 'container'));
  const tty = flag(query, 'tty');
  const streams = { stdin: flag(query, 'stdin'), stdout: flag(query, 'stdout'), stderr: flag(query, 'stderr') && !tty };
  if (!streams.stdin && !streams.stdout && !streams.stderr) throw badRequest('you must specify at least one of stdin, stdout, stderr');
  return { container, tty, streams };
}

/** Joins a client with a command, or with the process of a container. */
async function acceptCommand(upgrade: UpgradeRequest, start: () => Promise<ExecSession>, streams: ExecStreams & { readonly tty: boolean }): Promise<void> {
  if (asksForSpdy(upgrade)) {
    const accepted = acceptSpdy(upgrade, EXEC_STREAMS_PROTOCOLS);
    if (!accepted) throw unsupported(EXEC_STREAMS_PROTOCOLS);
    const done = bridgeExecStreams(accepted.connection, start, streams);
    accepted.start();
    return done;
  }
  const accepted = await acceptWebSocket(upgrade, EXEC_PROTOCOLS);
  if (!accepted) throw unsupported(EXEC_PROTOCOLS);
  return bridgeExec(accepted.socket, start, streams);
}

async function acceptPortForward(upgrade: UpgradeRequest, query: URLSearchParams, connect: Connect): Promise<void> {
  if (asksForSpdy(upgrade)) {
    const accepted = acceptSpdy(upgrade, [PORT_FORWARD_STREAMS_PROTOCOL]);
    if (!accepted) throw unsupported([PORT_FORWARD_STREAMS_PROTOCOL]);
    bridgePortForwardStreams(accepted.connection, connect);
    return accepted.start();
  }
  const protocols = [PORT_FORWARD_TUNNEL_PROTOCOL, PORT_FORWARD_CHANNELS_PROTOCOL];
  const ports = query.getAll('ports').flatMap((text) => text.split(',')).map(Number);
  if (ports.some((port) => !Number.isInteger(port) || port < 1 || port > HIGHEST_PORT)) throw badRequest('query parameter "ports" must be numbers of ports');
  const accepted = await acceptWebSocket(upgrade, protocols);
  if (!accepted) throw unsupported(protocols);
  const { socket, protocol } = accepted;
  if (protocol === PORT_FORWARD_CHANNELS_PROTOCOL) return bridgePortForwardChannels(socket, ports, connect);
  const connection = spdyOn(createWebSocketStream(socket));
  connection.on('error', () => socket.terminate());
  socket.once('close', () => connection.destroyStreams());
  bridgePortForwardStreams(connection, connect);
  startSpdy(connection);
}

function requireNode({ spec, metadata }: KubeObject): void {
  if (!(spec as { nodeName?: string }).nodeName) throw badRequest(`pod ${metadata.name} does not have a host assigned`);
}

function unsupported(protocols: readonly string[]): StatusError {
  return new StatusError(400, 'BadRequest', `unable to upgrade: none of the protocols of the request is supported; supported are ${protocols.join(', ')}`);
}
