import type { KubeObject } from '../../object.js';
import type { FieldErrors } from '../field-errors.js';
import { checkLabel1035, checkLabelName, checkPortName, checkSubdomain } from '../names.js';
import { fillAbsent, readFields, readList, readText, type Fields, type KindRules } from './kind-rules.js';
import { validatePortNumber } from './pod-spec.js';

const headless = 'None';

/** What is particular to Services: defaults, and checks that the structure does not express. */
export const serviceRules: KindRules = {
  checkName: checkLabel1035,
  fill(object, old) {
    const spec = readFields(object, 'spec');
    for (const port of readList(spec, 'ports')) {
      if (port['targetPort'] === undefined || port['targetPort'] === 0 || port['targetPort'] === '') port['targetPort'] = port['port'] ?? 0;
    }
    if (spec['type'] === 'NodePort' || spec['type'] === 'LoadBalancer') fillAbsent(spec, { externalTrafficPolicy: 'Cluster' });
    if (spec['type'] === 'LoadBalancer') fillAbsent(spec, { allocateLoadBalancerNodePorts: true });
    if (spec['sessionAffinity'] === 'ClientIP') fillAbsent(spec, { sessionAffinityConfig: { clientIP: { timeoutSeconds: 10_800 } } });
    if (old) keepAddresses(spec, readFields(old, 'spec'));
    dropForeignFields(spec);
    if (typeof spec['clusterIP'] === 'string' && spec['clusterIP'] !== '') fillAbsent(spec, { clusterIPs: [spec['clusterIP']] });
  },
  validate: validateService,
  validateUpdate(object, old, errors) {
    const [before, after] = [readFields(old, 'spec'), readFields(object, 'spec')];
    if (before['type'] === 'ExternalName' || after['type'] === 'ExternalName') return;
    const [held] = addresses(before);
    const [wanted] = addresses(after);
    if (held !== undefined && wanted !== held) errors.invalid('spec.clusterIPs[0]', wanted ?? '', 'may not change once set');
  },
  newStatus: () => ({ loadBalancer: {} }),
};

const external = ['externalTrafficPolicy', 'allocateLoadBalancerNodePorts', 'healthCheckNodePort'];
const addressed = ['internalTrafficPolicy', 'ipFamilies', 'ipFamilyPolicy'];

/** Fields that only services of other types have, left over from a change of type. */
function dropForeignFields(spec: Fields): void {
  if (spec['type'] === 'ClusterIP' || spec['type'] === 'ExternalName') for (const name of external) delete spec[name];
  if (spec['type'] === 'ExternalName') for (const name of addressed) delete spec[name];
}

function addresses(spec: Fields): unknown[] {
  const list = spec['clusterIPs'];
  return Array.isArray(list) ? list : readText(spec, 'clusterIP') ? [spec['clusterIP']] : [];
}

/** A manifest that does not name the address, as most do not, keeps the allocated one. */
function keepAddresses(spec: Fields, old: Fields): void {
  if (spec['type'] === 'ExternalName' || old['type'] === 'ExternalName') return;
  if (!readText(spec, 'clusterIP') && !Array.isArray(spec['clusterIPs'])) {
    for (const name of ['clusterIP', 'clusterIPs']) if (old[name] !== undefined) spec[name] = old[name];
  }
  for (const name of ['ipFamilies', 'ipFamilyPolicy', 'healthCheckNodePort']) if (spec[name] === undefined && old[name] !== undefined) spec[name] = old[name];
}

function validateService(object: KubeObject, errors: FieldErrors): void {
  const spec = readFields(object, 'spec');
  const ports = readList(spec, 'ports');
  if (spec['type'] === 'ExternalName') {
    const name = readText(spec, 'externalName');
    if (!name) errors.required('spec.externalName');
    else for (const fault of checkSubdomain(name.replace(/\.$/, ''))) errors.invalid('spec.externalName', name, fault);
    if (readText(spec, 'clusterIP')) errors.forbidden('spec.clusterIPs', 'may not be set for ExternalName services');
  } else if (ports.length === 0 && spec['clusterIP'] !== headless) errors.required('spec.ports');
  const names = new Set<string>();
  const numbers = new Set<string>();
  for (const [index, port] of ports.entries()) {
    const place = `spec.ports[${index}]`;
    validateName(port, place, { several: ports.length > 1, names }, errors);
    validatePortNumber(port['port'], `${place}.port`, errors);
    if (typeof port['targetPort'] === 'string') for (const fault of checkPortName(port['targetPort'])) errors.invalid(`${place}.targetPort`, port['targetPort'], fault);
    else validatePortNumber(port['targetPort'], `${place}.targetPort`, errors);
    const number = `${String(port['protocol'])}/${String(port['port'])}`;
    if (numbers.has(number)) errors.duplicate(place, { protocol: port['protocol'], port: port['port'] });
    numbers.add(number);
  }
}

function validateName(port: Fields, place: string, seen: { several: boolean; names: Set<string> }, errors: FieldErrors): void {
  const name = readText(port, 'name');
  if (name === undefined) {
    if (seen.several) errors.required(`${place}.name`);
    return;
  }
  for (const fault of checkLabelName(name)) errors.invalid(`${place}.name`, name, fault);
  if (seen.names.has(name)) errors.duplicate(`${place}.name`, name);
  seen.names.add(name);
}
