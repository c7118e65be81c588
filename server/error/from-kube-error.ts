import type { KubeError } from '../../kube/kube-error.js';
import { ApiError } from './api-error.js';

/** Fields of resources whose input field has another name. */
const INPUT_FIELDS: Readonly<Record<string, string>> = { 'spec.storage.size': 'storageSize', 'spec.storage.walSize': 'walStorageSize', 'metadata.name': 'name', 'metadata.labels': 'labels' };

const inputField = (field: string | undefined): string | undefined => field && (INPUT_FIELDS[field] ?? field.replace(/^spec\./, ''));

const invalid = (error: KubeError): ApiError => {
  const [cause] = error.causes;
  const field = inputField(cause?.field);
  const message = cause?.message ?? error.message;
  return new ApiError('BAD_USER_INPUT', field === undefined ? message : `${field}: ${message}`, { field, suggestion: 'Change the value as the message says.', cause: error });
};

/** What the caller is told when Kubernetes refuses, or does not answer. */
export const fromKubeError = (error: KubeError): ApiError => {
  const { code, reason, message } = error;
  if (code === 0) return new ApiError('UNAVAILABLE', 'Kubernetes cannot be reached.', { suggestion: 'Try again in a moment.', cause: error });
  if (code === 400 || code === 422) return invalid(error);
  if (code === 401) return new ApiError('UNAVAILABLE', 'Kubernetes does not accept the credentials of this server.', { suggestion: 'Ask an administrator to renew them.', cause: error });
  if (code === 403) return new ApiError('FAILED_PRECONDITION', `Kubernetes refuses it: ${message}`, { suggestion: 'Check the rights of this server and the quota of the namespace.', cause: error });
  if (code === 404) return new ApiError('NOT_FOUND', message, { suggestion: 'Check the names; it may have been deleted meanwhile.', cause: error });
  if (code === 409 && reason === 'AlreadyExists') return new ApiError('ALREADY_EXISTS', message, { suggestion: 'Choose another name.', cause: error });
  if (code === 409) return new ApiError('CONFLICT', 'Someone else changed the same object at the same time.', { suggestion: 'Look at it as it is now, then try again.', cause: error });
  if (code === 429) return new ApiError('RATE_LIMITED', 'Kubernetes has too much to do.', { suggestion: 'Try again in a moment.', cause: error });
  return new ApiError('UNAVAILABLE', 'Kubernetes failed to carry this out.', { suggestion: 'Try again in a moment.', cause: error });
};
