import type { IncomingMessage } from 'node:http';
import type { Socket } from 'node:net';
import type { NodeAccess } from '../../node-access.js';
import { StatusError } from '../../status-error.js';
import type { ApiCore } from '../core.js';
import { badRequest, notServed } from '../errors.js';
import { bridgeExec, EXEC_PROTOCOLS } from '../streaming/exec-bridge.js';
import { bridgePortForwardChannels, PORT_FORWARD_CHANNELS_PROTOCOL } from '../streaming/port-forward-channels.js';
import { bridgePortForwardTunnel, PORT_FORWARD_TUNNEL_PROTOCOL } from '../streaming/port-forward-tunnel.js';
import { acceptWebSocket } from '../streaming/web-socket-upgrade.js';
import { flag, parameter } from './api-request.js';
import { containerOf } from './pod-subresources.js';
import type { RequestPath } from './request-path.js';
import { nodeOf, podOf } from './special-paths.js';

type ResourcePath = Extract<RequestPath, { type: 'resource' }>;
interface Connection {
  readonly socket: Socket;
  readonly head: Buffer;
}

/** Streams over WebSocket: exec and port-forward of pods. */
export function createStreams(core: ApiCore, node: () => NodeAccess | undefined): (path: ResourcePath, request: IncomingMessage, connection: Connection) => Promise<void> {
  return async (path, request, connection) => {
    if (path.plural !== 'pods' || path.group !== '') throw notServed();
    const upgrade = { request, ...connection };
    const query = new URL(request.url ?? '/', 'https://local').searchParams;
    const pod = podOf(core, path);
    if (path.subresource === 'exec') {
      const container = containerOf(pod, parameter(query, 'container'));
      const command = query.getAll('command');
      if (command.length === 0) throw badRequest('you must specify at least 1 command for the container');
      const tty = flag(query, 'tty');
      const stdin = flag(query, 'stdin');
      if (!stdin && !flag(query, 'stdout') && !flag(query, 'stderr')) throw badRequest('you must specify at least one of stdin, stdout, stderr');
      requireNode(pod.spec, pod.metadata.name);
      const agent = nodeOf({ node });
      const accepted = await acceptWebSocket(upgrade, EXEC_PROTOCOLS);
      if (!accepted) throw unsupported(EXEC_PROTOCOLS);
      return bridgeExec(accepted.socket, () => agent.exec(pod, { container, command, tty, stdin }), { stdin, stdout: flag(query, 'stdout'), stderr: flag(query, 'stderr') && !tty });
    }
    if (path.subresource !== 'portforward') throw notServed();
    requireNode(pod.spec, pod.metadata.name);
    const agent = nodeOf({ node });
    const protocols = [PORT_FORWARD_TUNNEL_PROTOCOL, PORT_FORWARD_CHANNELS_PROTOCOL];
    const ports = query.getAll('ports').flatMap((text) => text.split(',')).map(Number);
    if (ports.some((port) => !Number.isInteger(port) || port < 1 || port > 65535)) throw badRequest('query parameter "ports" must be numbers of ports');
    const accepted = await acceptWebSocket(upgrade, protocols);
    if (!accepted) throw unsupported(protocols);
    const connect = (port: number): ReturnType<NodeAccess['connect']> => agent.connect(pod, port);
    if (accepted.protocol === PORT_FORWARD_TUNNEL_PROTOCOL) return bridgePortForwardTunnel(accepted.socket, connect);
    return bridgePortForwardChannels(accepted.socket, ports, connect);
  };
}

function requireNode(spec: unknown, name: string): void {
  if (!(spec as { nodeName?: string }).nodeName) throw badRequest(`pod ${name} does not have a host assigned`);
}

function unsupported(protocols: readonly string[]): StatusError {
  return new StatusError(400, 'BadRequest', `unable to upgrade: none of the protocols of the request is supported; supported are ${protocols.join(', ')}`);
}
