import { definitionRules } from './definition.js';
import { cronJobRules, jobRules } from './batch.js';
import { configMapRules, secretRules } from './config.js';
import type { KindRules } from './kind-rules.js';
import { podRules, podTemplateRules } from './pod.js';
import { serviceRules } from './service.js';
import {
  controllerRevisionRules,
  disruptionBudgetRules,
  endpointSliceRules,
  endpointsRules,
  eventRules,
  leaseRules,
  namespaceRules,
  networkPolicyRules,
  priorityClassRules,
  roleBindingRules,
  roleRules,
  storageClassRules,
} from './small-kinds.js';
import { claimRules, volumeRules } from './volumes.js';
import { daemonSetRules, deploymentRules, replicaSetRules, scaleRules, statefulSetRules } from './workloads.js';

const table: Readonly<Record<string, KindRules>> = {
  'Pod': podRules,
  'PodTemplate': podTemplateRules,
  'ConfigMap': configMapRules,
  'Secret': secretRules,
  'Service': serviceRules,
  'Endpoints': endpointsRules,
  'Event': eventRules,
  'Namespace': namespaceRules,
  'PersistentVolumeClaim': claimRules,
  'PersistentVolume': volumeRules,
  'ReplicationController': replicaSetRules,
  'apiextensions.k8s.io/CustomResourceDefinition': definitionRules,
  'apps/Deployment': deploymentRules,
  'apps/ReplicaSet': replicaSetRules,
  'apps/StatefulSet': statefulSetRules,
  'apps/DaemonSet': daemonSetRules,
  'apps/ControllerRevision': controllerRevisionRules,
  'autoscaling/Scale': scaleRules,
  'batch/Job': jobRules,
  'batch/CronJob': cronJobRules,
  'coordination.k8s.io/Lease': leaseRules,
  'discovery.k8s.io/EndpointSlice': endpointSliceRules,
  'networking.k8s.io/NetworkPolicy': networkPolicyRules,
  'policy/PodDisruptionBudget': disruptionBudgetRules,
  'rbac.authorization.k8s.io/Role': roleRules,
  'rbac.authorization.k8s.io/ClusterRole': roleRules,
  'rbac.authorization.k8s.io/RoleBinding': roleBindingRules,
  'rbac.authorization.k8s.io/ClusterRoleBinding': roleBindingRules,
  'scheduling.k8s.io/PriorityClass': priorityClassRules,
  'storage.k8s.io/StorageClass': storageClassRules,
};

const none: KindRules = {};

/** The rules of a builtin kind; none for kinds without any. */
export function kindRules(group: string, kind: string): KindRules {
  return table[group === '' ? kind : `${group}/${kind}`] ?? none;
}
