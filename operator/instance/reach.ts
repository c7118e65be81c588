/** An address and port to connect to. */
export interface Endpoint {
  readonly host: string;
  readonly port: number;
}

/** Where to connect to for a port of a pod, given the pod's address. */
export type Reach = (endpoint: Endpoint) => Promise<Endpoint>;

/** Pods are reached at their own addresses. */
export const REACH_DIRECTLY: Reach = (endpoint) => Promise.resolve(endpoint);

let current: Reach = REACH_DIRECTLY;

/**
 * Says how this process reaches pods: set once, where the process is put together, since it follows from where it runs.
 * Outside of the network of the pods the way leads through the API server.
 */
export const setReach = (reach: Reach): void => {
  current = reach;
};

/** Where to connect to for a port of a pod. */
export const reachPod: Reach = (endpoint) => current(endpoint);
