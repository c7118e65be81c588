import type { FieldErrors } from '../field-errors.js';
import { checkLabelName, checkPortName, checkSubdomain } from '../names.js';
import { parseQuantity } from '../quantity.js';
import { fillAbsent, readFields, readList, readText, type Fields } from './kind-rules.js';

const highestPort = 65_535;
/** Sources that a volume may have, besides the ones that are read from its fields. */
const handlers = ['exec', 'httpGet', 'tcpSocket', 'grpc'];

/** Volumes that name what they come from. */
const namedSources = [['persistentVolumeClaim', 'claimName'], ['configMap', 'name'], ['secret', 'secretName']] as const;

/** Fills the defaults of a pod's spec that depend on its other fields. */
export function fillPodSpec(spec: Fields): void {
  for (const container of containersOf(spec)) fillContainer(container, spec['hostNetwork'] === true);
  for (const volume of readList(spec, 'volumes')) if (Object.keys(volume).length === 1 && 'name' in volume) volume['emptyDir'] = {};
  const account = readText(spec, 'serviceAccountName') ?? readText(spec, 'serviceAccount');
  if (account) Object.assign(spec, { serviceAccountName: account, serviceAccount: account });
}

/** All containers of a pod, the init containers first. */
export function containersOf(spec: Fields): Fields[] {
  return [...readList(spec, 'initContainers'), ...readList(spec, 'containers')];
}

function fillContainer(container: Fields, hostNetwork: boolean): void {
  const image = readText(container, 'image') ?? '';
  fillAbsent(container, { imagePullPolicy: floats(image) ? 'Always' : 'IfNotPresent' });
  for (const port of readList(container, 'ports')) {
    if (hostNetwork) fillAbsent(port, { hostPort: port['containerPort'] });
  }
  const resources = readFields(container, 'resources');
  const limits = readFields(resources, 'limits');
  if (Object.keys(limits).length > 0) {
    container['resources'] = { ...resources, requests: { ...limits, ...readFields(resources, 'requests') } };
  }
}

/** An image without a digest whose tag is `latest`, said or not, may be another one tomorrow. */
function floats(image: string): boolean {
  if (image.includes('@')) return false;
  const name = image.slice(image.lastIndexOf('/') + 1);
  return !name.includes(':') || name.endsWith(':latest');
}

/** Adds the faults of a pod's spec; `field` is its place. */
export function validatePodSpec(spec: Fields, field: string, errors: FieldErrors): void {
  const volumes = validateVolumes(spec, `${field}.volumes`, errors);
  const names = new Set<string>();
  if (readList(spec, 'containers').length === 0) errors.required(`${field}.containers`);
  for (const list of ['initContainers', 'containers']) {
    for (const [index, container] of readList(spec, list).entries()) {
      const place = `${field}.${list}[${index}]`;
      const name = readText(container, 'name');
      if (name !== undefined && names.has(name)) errors.duplicate(`${place}.name`, name);
      if (name !== undefined) names.add(name);
      validateContainer(container, place, volumes, errors);
    }
  }
  validatePodFields(spec, field, errors);
}

function validatePodFields(spec: Fields, field: string, errors: FieldErrors): void {
  const grace = spec['terminationGracePeriodSeconds'];
  if (typeof grace === 'number' && grace < 0) errors.invalid(`${field}.terminationGracePeriodSeconds`, grace, 'must be greater than or equal to 0');
  const deadline = spec['activeDeadlineSeconds'];
  if (typeof deadline === 'number' && deadline < 1) errors.invalid(`${field}.activeDeadlineSeconds`, deadline, 'must be between 1 and 2147483647, inclusive');
  const account = readText(spec, 'serviceAccountName');
  if (account) for (const fault of checkSubdomain(account)) errors.invalid(`${field}.serviceAccountName`, account, fault);
  for (const name of ['hostname', 'subdomain']) {
    const value = readText(spec, name);
    if (value) for (const fault of checkLabelName(value)) errors.invalid(`${field}.${name}`, value, fault);
  }
}

function validateVolumes(spec: Fields, field: string, errors: FieldErrors): Set<string> {
  const names = new Set<string>();
  for (const [index, volume] of readList(spec, 'volumes').entries()) {
    const place = `${field}[${index}]`;
    const name = readText(volume, 'name');
    if (name !== undefined) {
      for (const fault of checkLabelName(name)) errors.invalid(`${place}.name`, name, fault);
      if (names.has(name)) errors.duplicate(`${place}.name`, name);
      names.add(name);
    }
    const sources = Object.keys(volume).filter((key) => key !== 'name');
    if (sources.length === 0) errors.required(place, 'must specify a volume type');
    for (const source of sources.slice(1)) errors.forbidden(`${place}.${source}`, 'may not specify more than 1 volume type');
    for (const [source, field] of namedSources) {
      if (volume[source] !== undefined && !readText(readFields(volume, source), field)) errors.required(`${place}.${source}.${field}`);
    }
  }
  return names;
}

function validateContainer(container: Fields, field: string, volumes: ReadonlySet<string>, errors: FieldErrors): void {
  const name = readText(container, 'name');
  if (name !== undefined) for (const fault of checkLabelName(name)) errors.invalid(`${field}.name`, name, fault);
  if (!readText(container, 'image')) errors.required(`${field}.image`);
  validatePorts(readList(container, 'ports'), `${field}.ports`, errors);
  validateVariables(readList(container, 'env'), `${field}.env`, errors);
  validateMounts(readList(container, 'volumeMounts'), `${field}.volumeMounts`, volumes, errors);
  validateResources(readFields(container, 'resources'), `${field}.resources`, errors);
  for (const probe of ['livenessProbe', 'readinessProbe', 'startupProbe']) {
    if (container[probe] !== undefined) validateProbe(readFields(container, probe), `${field}.${probe}`, errors);
  }
}

function validateVariables(variables: readonly Fields[], field: string, errors: FieldErrors): void {
  for (const [index, variable] of variables.entries()) {
    const source = variable['valueFrom'] as Fields | undefined;
    if (source && readText(variable, 'value')) errors.invalid(`${field}[${index}].valueFrom`, '', 'may not be specified when `value` is not empty');
    if (source && Object.keys(source).length !== 1) {
      errors.invalid(`${field}[${index}].valueFrom`, '', Object.keys(source).length === 0 ? 'must specify one of: `fieldRef`, `resourceFieldRef`, `configMapKeyRef` or `secretKeyRef`' : 'may not have more than one field specified at a time');
    }
  }
}

function validateMounts(mounts: readonly Fields[], field: string, volumes: ReadonlySet<string>, errors: FieldErrors): void {
  const paths = new Set<string>();
  for (const [index, mount] of mounts.entries()) {
    const place = `${field}[${index}]`;
    const volume = readText(mount, 'name');
    const path = readText(mount, 'mountPath');
    if (volume !== undefined && !volumes.has(volume)) errors.notFound(`${place}.name`, volume);
    if (path !== undefined && paths.has(path)) errors.invalid(`${place}.mountPath`, path, 'must be unique');
    if (path !== undefined) paths.add(path);
  }
}

function validatePorts(ports: readonly Fields[], field: string, errors: FieldErrors): void {
  const names = new Set<string>();
  for (const [index, port] of ports.entries()) {
    const name = readText(port, 'name');
    if (name !== undefined) {
      const faults = checkPortName(name);
      for (const fault of faults) errors.invalid(`${field}[${index}].name`, name, fault);
      if (faults.length === 0 && names.has(name)) errors.duplicate(`${field}[${index}].name`, name);
      names.add(name);
    }
    if (port['containerPort'] !== undefined) validatePortNumber(port['containerPort'], `${field}[${index}].containerPort`, errors);
    if (port['hostPort'] !== undefined && port['hostPort'] !== 0) validatePortNumber(port['hostPort'], `${field}[${index}].hostPort`, errors);
  }
}

/** Adds a fault when a number is no port. */
export function validatePortNumber(port: unknown, field: string, errors: FieldErrors): void {
  if (typeof port !== 'number' || port < 1 || port > highestPort) errors.invalid(field, port ?? 0, `must be between 1 and ${highestPort}, inclusive`);
}

function validateResources(resources: Fields, field: string, errors: FieldErrors): void {
  for (const list of ['limits', 'requests']) {
    for (const [name, value] of Object.entries(readFields(resources, list))) {
      if (String(value).startsWith('-')) errors.invalid(`${field}.${list}[${name}]`, value, 'must be greater than or equal to 0');
    }
  }
  const limits = readFields(resources, 'limits');
  for (const [name, value] of Object.entries(readFields(resources, 'requests'))) {
    const [request, limit] = [parseQuantity(String(value)), parseQuantity(String(limits[name] ?? ''))];
    if (request && limit && request.nano > limit.nano) errors.invalid(`${field}.requests`, value, `must be less than or equal to ${name} limit of ${String(limits[name])}`);
  }
}

function validateProbe(probe: Fields, field: string, errors: FieldErrors): void {
  const given = handlers.filter((handler) => probe[handler] !== undefined);
  if (given.length === 0) errors.required(field, 'must specify a handler type');
  for (const handler of given.slice(1)) errors.forbidden(`${field}.${handler}`, 'may not specify more than 1 handler type');
  for (const handler of ['httpGet', 'tcpSocket']) {
    const port = readFields(probe, handler)['port'];
    if (typeof port === 'number') validatePortNumber(port, `${field}.${handler}.port`, errors);
  }
  for (const name of ['initialDelaySeconds', 'timeoutSeconds', 'periodSeconds', 'successThreshold', 'failureThreshold']) {
    const value = probe[name];
    if (typeof value === 'number' && value < 0) errors.invalid(`${field}.${name}`, value, 'must be greater than or equal to 0');
  }
  const successes = probe['successThreshold'];
  if (!field.endsWith('readinessProbe') && typeof successes === 'number' && successes > 1) errors.invalid(`${field}.successThreshold`, successes, 'must be 1');
}
