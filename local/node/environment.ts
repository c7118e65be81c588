import type { Container, EnvFrom, EnvVar, KeySelector } from './pod.js';

/** What the values of a container's environment come from, already read. */
export interface EnvironmentSources {
  /** Data of a ConfigMap or Secret in the pod's namespace by name; undefined when there is none. */
  configMap(name: string): Readonly<Record<string, string>> | undefined;
  secret(name: string): Readonly<Record<string, string>> | undefined;
  /** The value of a field of the pod; undefined when the path is not known. */
  field(path: string): string | undefined;
  resource(reference: NonNullable<NonNullable<EnvVar['valueFrom']>['resourceFieldRef']>): string | undefined;
  /** Addresses of services and of the API. They give way to everything else. */
  readonly services: Readonly<Record<string, string>>;
}

/** A container cannot start because something that it refers to is not there. */
export class ConfigError extends Error {
  readonly reason = 'CreateContainerConfigError';
}

/**
 * The environment of a container: services, then envFrom in order, then env in order, each over the one before.
 * `$(NAME)` is filled in from what stands earlier; `$$(NAME)` is kept as `$(NAME)`.
 * @throws ConfigError when a ConfigMap, Secret, key or field is missing and not optional.
 */
export function containerEnvironment(container: Container, sources: EnvironmentSources): Record<string, string> {
  const found: Record<string, string> = { ...sources.services };
  for (const from of container.envFrom ?? []) Object.assign(found, wholeSource(from, sources));
  for (const variable of container.env ?? []) {
    const value = variable.valueFrom === undefined ? expandVariables(variable.value ?? '', found) : referredValue(variable, sources);
    if (value !== undefined) found[variable.name] = value;
  }
  return found;
}

function wholeSource(from: EnvFrom, sources: EnvironmentSources): Record<string, string> {
  const { configMapRef, secretRef, prefix = '' } = from;
  const { name = '', optional = false } = configMapRef ?? secretRef ?? {};
  const data = configMapRef === undefined ? sources.secret(name) : sources.configMap(name);
  if (data === undefined && !optional) throw missing(configMapRef === undefined ? 'secret' : 'configmap', name);
  return Object.fromEntries(Object.entries(data ?? {}).map(([key, value]) => [prefix + key, value]));
}

function referredValue(variable: EnvVar, sources: EnvironmentSources): string | undefined {
  const from = variable.valueFrom ?? {};
  if (from.configMapKeyRef !== undefined) return keyValue('configmap', from.configMapKeyRef, (name) => sources.configMap(name));
  if (from.secretKeyRef !== undefined) return keyValue('secret', from.secretKeyRef, (name) => sources.secret(name));
  const value = from.fieldRef === undefined ? from.resourceFieldRef && sources.resource(from.resourceFieldRef) : sources.field(from.fieldRef.fieldPath);
  if (value === undefined) throw new ConfigError(`env ${variable.name}: the field that it refers to is not supported`);
  return value;
}

function keyValue(kind: string, selector: KeySelector, read: (name: string) => Readonly<Record<string, string>> | undefined): string | undefined {
  const name = selector.name ?? '';
  const data = read(name);
  const value = data !== undefined && Object.hasOwn(data, selector.key) ? data[selector.key] : undefined;
  if (value !== undefined || selector.optional === true) return value;
  if (data === undefined) throw missing(kind, name);
  throw new ConfigError(`couldn't find key ${selector.key} in ${kind === 'secret' ? 'Secret' : 'ConfigMap'} ${name}`);
}

function missing(kind: string, name: string): ConfigError {
  return new ConfigError(`${kind} "${name}" not found`);
}

/** Fills `$(NAME)` in from `values`; a name that is not there stays as it is, `$$` before it takes the meaning away. */
export function expandVariables(text: string, values: Readonly<Record<string, string>>): string {
  return text.replace(/\$\$|\$\(([^)]*)\)/g, (whole, name: string | undefined) => {
    if (name === undefined) return '$';
    return Object.hasOwn(values, name) ? (values[name] ?? whole) : whole;
  });
}

/** The variables that tell a container where the services of its namespace are. */
export function serviceVariables(name: string, clusterIp: string, ports: readonly { name?: string; port: number; protocol?: string }[]): Record<string, string> {
  const first = ports[0];
  if (first === undefined) return {};
  const prefix = name.toUpperCase().replaceAll('-', '_');
  const found: Record<string, string> = { [`${prefix}_SERVICE_HOST`]: clusterIp, [`${prefix}_SERVICE_PORT`]: String(first.port) };
  for (const port of ports) {
    if (port.name !== undefined && port.name !== '') found[`${prefix}_SERVICE_PORT_${port.name.toUpperCase().replaceAll('-', '_')}`] = String(port.port);
    const protocol = port.protocol ?? 'TCP';
    const base = `${prefix}_PORT_${port.port}_${protocol}`;
    const url = `${protocol.toLowerCase()}://${clusterIp}:${port.port}`;
    if (port === first) found[`${prefix}_PORT`] = url;
    found[base] = url;
    found[`${base}_PROTO`] = protocol.toLowerCase();
    found[`${base}_PORT`] = String(port.port);
    found[`${base}_ADDR`] = clusterIp;
  }
  return found;
}
