import { existsSync } from 'node:fs';

const ANY_OF_BOTH = '::';

/** The address to listen on: one that means all addresses of both families means those of IPv4 where there is no IPv6. */
export function listeningHost(host: string, hasIpv6 = existsSync('/proc/net/if_inet6') || process.platform !== 'linux'): string {
  return host === ANY_OF_BOTH && !hasIpv6 ? '0.0.0.0' : host;
}
