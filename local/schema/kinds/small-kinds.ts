import type { KubeObject } from '../../object.js';
import { equalValues } from '../../patch/typed-value.js';
import { checkLabelName, checkPathSegment } from '../names.js';
import { validateSelector } from './label-selector.js';
import { fillAbsent, readFields, readList, readText, type Fields, type KindRules } from './kind-rules.js';

const nameLabel = 'kubernetes.io/metadata.name';

/** What is particular to Namespaces: defaults, and checks that the structure does not express. */
export const namespaceRules: KindRules = {
  checkName: checkLabelName,
  fill(object, old) {
    const spec = readFields(object, 'spec');
    if (!old) object['spec'] = { ...spec, finalizers: [...new Set([...((spec['finalizers'] as string[] | undefined) ?? []), 'kubernetes'])] };
    else object['spec'] = old['spec'];
    if (object.metadata.name) object.metadata.labels = { ...object.metadata.labels, [nameLabel]: object.metadata.name };
  },
  newStatus: () => ({ phase: 'Active' }),
};

/** What is particular to Leases: defaults, and checks that the structure does not express. */
export const leaseRules: KindRules = {
  validate(object, errors) {
    const spec = readFields(object, 'spec');
    if (spec['holderIdentity'] === '') errors.invalid('spec.holderIdentity', '', 'must not be empty');
    const duration = spec['leaseDurationSeconds'];
    if (typeof duration === 'number' && duration <= 0) errors.invalid('spec.leaseDurationSeconds', duration, 'must be greater than 0');
    const transitions = spec['leaseTransitions'];
    if (typeof transitions === 'number' && transitions < 0) errors.invalid('spec.leaseTransitions', transitions, 'must be greater than or equal to 0');
  },
};

const percentage = /^\d+%$/;

/** What is particular to PodDisruptionBudgets: defaults, and checks that the structure does not express. */
export const disruptionBudgetRules: KindRules = {
  validate(object, errors) {
    const spec = readFields(object, 'spec');
    if (spec['minAvailable'] !== undefined && spec['maxUnavailable'] !== undefined) {
      errors.invalid('spec', spec, 'minAvailable and maxUnavailable cannot be both set');
    }
    for (const name of ['minAvailable', 'maxUnavailable']) {
      const value = spec[name];
      if (typeof value === 'number' && value < 0) errors.invalid(`spec.${name}`, value, 'must be greater than or equal to 0');
      if (typeof value !== 'string') continue;
      if (!percentage.test(value)) {
        errors.invalid(`spec.${name}`, value, "a valid percent string must be a numeric string followed by an ending '%' (e.g. '1%',  or '93%', regex used for validation is '[0-9]+%')");
      } else if (parseInt(value, 10) > 100) errors.invalid(`spec.${name}`, value, 'must not be greater than 100%');
    }
    if (spec['selector'] !== undefined) validateSelector(readFields(spec, 'selector'), 'spec.selector', errors);
  },
};

const rbacGroup = 'rbac.authorization.k8s.io';

/** What is particular to Roles and ClusterRoles: defaults, and checks that the structure does not express. */
export const roleRules: KindRules = {
  checkName: checkPathSegment,
  validate(object, errors) {
    for (const [index, rule] of readList(object, 'rules').entries()) {
      const verbs = rule['verbs'];
      if (!Array.isArray(verbs) || verbs.length === 0) errors.required(`rules[${index}].verbs`, 'verbs must contain at least one value');
      const urls = rule['nonResourceURLs'];
      if (Array.isArray(urls) && urls.length > 0) {
        if (object.kind === 'Role') errors.invalid(`rules[${index}].nonResourceURLs`, urls, 'namespaced rules cannot apply to non-resource URLs');
        continue;
      }
      for (const name of ['apiGroups', 'resources']) {
        const list = rule[name];
        if (!Array.isArray(list) || list.length === 0) errors.required(`rules[${index}].${name}`, `resource rules must supply at least one ${name === 'apiGroups' ? 'api group' : 'resource'}`);
      }
    }
  },
};

/** What is particular to RoleBindings and ClusterRoleBindings: defaults, and checks that the structure does not express. */
export const roleBindingRules: KindRules = {
  checkName: checkPathSegment,
  fill(object) {
    const reference = readFields(object, 'roleRef');
    if (!readText(reference, 'apiGroup')) reference['apiGroup'] = rbacGroup;
    for (const subject of readList(object, 'subjects')) {
      if (subject['kind'] === 'ServiceAccount') delete subject['apiGroup'];
      else fillAbsent(subject, { apiGroup: rbacGroup });
    }
  },
  validate(object, errors) {
    const kind = readText(readFields(object, 'roleRef'), 'kind');
    const kinds = object.kind === 'RoleBinding' ? ['Role', 'ClusterRole'] : ['ClusterRole'];
    if (kind !== undefined && !kinds.includes(kind)) errors.notSupported('roleRef.kind', kind, kinds);
    for (const [index, subject] of readList(object, 'subjects').entries()) {
      const subjectKind = readText(subject, 'kind');
      if (object.kind === 'ClusterRoleBinding' && subjectKind === 'ServiceAccount' && !readText(subject, 'namespace')) errors.required(`subjects[${index}].namespace`);
      if (subjectKind && !['ServiceAccount', 'User', 'Group'].includes(subjectKind)) errors.notSupported(`subjects[${index}].kind`, subjectKind, ['ServiceAccount', 'User', 'Group']);
    }
  },
  validateUpdate(object, old, errors) {
    if (!equalValues(object['roleRef'], old['roleRef'])) errors.invalid('roleRef', object['roleRef'], 'cannot change roleRef');
  },
};

/** What is particular to Endpoints: defaults, and checks that the structure does not express. */
export const endpointsRules: KindRules = {
  fill(object) {
    if (Array.isArray(object['subsets']) && object['subsets'].length === 0) delete object['subsets'];
  },
  validate(object, errors) {
    for (const [index, subset] of readList(object, 'subsets').entries()) {
      if (readList(subset, 'addresses').length + readList(subset, 'notReadyAddresses').length === 0) errors.required(`subsets[${index}]`, 'must specify `addresses` or `notReadyAddresses`');
      for (const list of ['addresses', 'notReadyAddresses']) {
        for (const [at, address] of readList(subset, list).entries()) {
          const ip = readText(address, 'ip');
          if (ip === undefined) continue;
          const fault = isAddress(ip) ? (isApiItself(object) ? undefined : unreachable(ip)) : 'must be a valid IP address, (e.g. 10.9.8.7 or 2001:db8::ffff)';
          if (fault !== undefined) errors.invalid(`subsets[${index}].${list}[${at}].ip`, ip, fault);
        }
      }
    }
  },
};

/** Slices say which family their addresses are of, and keep it. */
export const endpointSliceRules: KindRules = {
  fill(object) {
    fillAbsent(object, { endpoints: [] });
    for (const port of readList(object, 'ports')) fillAbsent(port, { name: '' });
  },
  validate(object, errors) {
    const type = object['addressType'];
    if (type !== undefined && !['IPv4', 'IPv6', 'FQDN'].includes(String(type))) errors.notSupported('addressType', type, ['FQDN', 'IPv4', 'IPv6']);
    for (const [index, endpoint] of readList(object, 'endpoints').entries()) {
      const addresses = endpoint['addresses'];
      if (!Array.isArray(addresses) || addresses.length === 0) errors.required(`endpoints[${index}].addresses`, 'must contain at least 1 address');
    }
  },
  validateUpdate(object, old, errors) {
    if (object['addressType'] !== old['addressType']) errors.invalid('addressType', object['addressType'], 'field is immutable');
  },
};

/** The API's own endpoint is this machine's. */
function isApiItself({ metadata: { namespace, name } }: KubeObject): boolean {
  return namespace === 'default' && name === 'kubernetes';
}

/** Why an address cannot be another machine's or pod's; undefined when it can. Here pods have addresses of the loopback range. */
function unreachable(ip: string): string | undefined {
  if (ip === '0.0.0.0' || ip === '::') return `may not be unspecified (${ip})`;
  if (ip === '127.0.0.1' || ip === '::1') return `may not be in the loopback range (127.0.0.0/8, ::1/128)`;
  if (ip.startsWith('169.254.')) return 'may not be in the link-local range (169.254.0.0/16, fe80::/10)';
  return /^224\.0\.0\./.test(ip) ? 'may not be in the link-local multicast range (224.0.0.0/24, ff02::/10)' : undefined;
}

function isAddress(text: string): boolean {
  return /^(\d{1,3}\.){3}\d{1,3}$/.test(text) ? text.split('.').every((part) => Number(part) < 256) : /^[0-9a-fA-F:.]+$/.test(text) && text.includes(':');
}

/** What is particular to StorageClasses: defaults, and checks that the structure does not express. */
export const storageClassRules: KindRules = {
  validateUpdate(object, old, errors) {
    for (const name of ['parameters', 'provisioner', 'reclaimPolicy', 'volumeBindingMode']) {
      if (!equalValues(object[name], old[name])) errors.forbidden(name, `updates to ${name} are forbidden.`);
    }
  },
};

/** What is particular to PriorityClasses: defaults, and checks that the structure does not express. */
export const priorityClassRules: KindRules = {
  fill(object) {
    fillAbsent(object, { preemptionPolicy: 'PreemptLowerPriority' } as Fields);
  },
};

/** What is particular to ControllerRevisions: defaults, and checks that the structure does not express. */
export const controllerRevisionRules: KindRules = {
  validateUpdate(object, old, errors) {
    if (!equalValues(object['data'], old['data'])) errors.invalid('data', object['data'], 'field is immutable');
  },
};

/** What is particular to NetworkPolicies: the directions that a policy is about. */
export const networkPolicyRules: KindRules = {
  fill(object) {
    const spec = readFields(object, 'spec');
    fillAbsent(spec, { policyTypes: readList(spec, 'egress').length > 0 ? ['Ingress', 'Egress'] : ['Ingress'] });
  },
};

/** What is particular to Events: they are kept beside what they are about. */
export const eventRules: KindRules = {
  validate(object, errors) {
    const about = readText(readFields(object, 'involvedObject'), 'namespace');
    const own = object.metadata.namespace;
    if (about !== undefined && about !== own) errors.invalid('involvedObject.namespace', about, 'does not match event.namespace');
    else if (about === undefined && own !== 'default') errors.invalid('involvedObject.namespace', '', 'does not match event.namespace');
  },
};
