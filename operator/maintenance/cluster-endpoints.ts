import { secretText } from '../../kube/secret-text.js';
import { poolerServiceName, primaryServiceName, replicasServiceName, systemSecretName, userSecretName } from '../../schema/naming/names.js';
import { poolerPods } from '../cluster/pooler-objects.js';
import type { Pod, Service } from '../../kube/core-kinds.js';
import { worldAuthority } from '../cluster/given-certificate.js';
import { podReady, primaryOf } from '../cluster/instance-health.js';
import { podTrouble } from '../cluster/instance-status.js';
import { specDatabases } from '../../schema/database/known-access.js';
import { usersOf } from '../cluster/users.js';
import { secretNamed, type ClusterWorld, type ObservedInstance } from '../cluster/world.js';
import { POSTGRES_PORT, SUPERUSER, SYSTEM_SECRET_KEYS } from '../postgres/instance-layout.js';
import type { TestedEndpoint } from './test-endpoint.js';

/** An endpoint by its name, and how it is tested or why it cannot be. */
export interface NamedEndpoint {
  readonly name: string;
  readonly test?: TestedEndpoint;
  /** Address of a pod behind it, for whoever cannot reach addresses of services. */
  readonly podHost?: string | undefined;
  readonly obstacle?: string;
}

type Login = Pick<TestedEndpoint, 'authority' | 'user' | 'password' | 'database'>;

const applicationLogin = (world: ClusterWorld): Login | undefined => {
  const { name } = world.cluster.metadata;
  const first = usersOf(world)[0] ?? name;
  const secret = secretNamed(world, userSecretName(name, first));
  const [user = first, password] = [secretText(secret, 'user'), secretText(secret, 'password')];
  const authority = worldAuthority(world);
  return password === undefined || authority === undefined ? undefined : { authority, user, password, database: specDatabases(world.cluster)[0]?.name ?? name };
};

const superuserLogin = (world: ClusterWorld): Login | undefined => {
  const { name } = world.cluster.metadata;
  const password = secretText(secretNamed(world, systemSecretName(name)), SYSTEM_SECRET_KEYS.superuser);
  const authority = worldAuthority(world);
  return password === undefined || authority === undefined ? undefined : { authority, user: SUPERUSER, password, database: SUPERUSER };
};

const NO_LOGIN = 'The password or the CA has not been made yet.';

const portOf = ({ spec }: Service): number => (spec?.ports as readonly { readonly port?: number }[] | undefined)?.[0]?.port ?? POSTGRES_PORT;

interface ServiceKind {
  readonly service: string;
  readonly expects: TestedEndpoint['expects'];
  readonly behind?: Pod | undefined;
  /** A name that its certificate holds, where that is not the primary's. */
  readonly serverName?: string;
}

const serviceEndpoint = (world: ClusterWorld, service: Service, { expects, behind, serverName }: ServiceKind): NamedEndpoint => {
  const name = `Service ${service.metadata.name}`;
  const host = service.spec?.clusterIP;
  const login = applicationLogin(world);
  if (login === undefined) return { name, obstacle: NO_LOGIN };
  if (host === undefined || host === '') return { name, obstacle: 'It has no address yet.' };
  return {
    name, podHost: behind?.status?.podIP,
    test: { ...login, host, port: portOf(service), serverName: serverName ?? primaryServiceName(world.cluster.metadata.name), expects },
  };
};

const instanceEndpoint = (world: ClusterWorld, instance: ObservedInstance): NamedEndpoint => {
  const name = `Instance ${instance.name}`;
  const host = instance.pod?.status?.podIP;
  const login = superuserLogin(world);
  if (login === undefined) return { name, obstacle: NO_LOGIN };
  if (host === undefined || host === '') return { name, obstacle: `It does not run: ${podTrouble(instance.pod)?.text ?? 'its pod has no address'}.` };
  const expects = instance === primaryOf(world) ? 'primary' : 'replica';
  return { name, podHost: host, test: { ...login, host, port: POSTGRES_PORT, serverName: primaryServiceName(world.cluster.metadata.name), expects } };
};

/** Everything of a cluster that clients connect to, and its instances. */
export const clusterEndpoints = (world: ClusterWorld): NamedEndpoint[] => {
  const { name } = world.cluster.metadata;
  const primary = primaryOf(world);
  const kinds: ServiceKind[] = [
    { service: primaryServiceName(name), expects: 'primary', behind: primary?.pod },
    ...(world.spec.replicas > 0 ? [{ service: replicasServiceName(name), expects: 'replica' as const, behind: world.instances.find((one) => one !== primary && podReady(one.pod))?.pod }] : []),
    ...(world.spec.pooler?.enabled === true ? [{ service: poolerServiceName(name), expects: 'primary' as const, behind: poolerPods(world).find(podReady), serverName: poolerServiceName(name) }] : []),
  ];
  const services = kinds.map((kind): NamedEndpoint => {
    const service = world.services.find(({ metadata }) => metadata.name === kind.service);
    if (world.spec.stopped === true) return { name: `Service ${kind.service}`, obstacle: 'The cluster is stopped.' };
    return service === undefined ? { name: `Service ${kind.service}`, obstacle: 'It has not been made yet.' } : serviceEndpoint(world, service, kind);
  });
  const instances = world.instances.filter(({ statefulSet }) => statefulSet !== undefined);
  return [...services, ...instances.map((instance) => (world.spec.stopped === true ? { name: `Instance ${instance.name}`, obstacle: 'The cluster is stopped.' } : instanceEndpoint(world, instance)))];
};
