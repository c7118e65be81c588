/** Who wants a cluster's repositories to be looked at again although nothing of the cluster has changed. */
export class LookRequests {
  readonly #rounds = new Map<string, number>();
  #visit: ((namespace: string, name: string) => void) | undefined;

  /** How often that was asked for. */
  round(namespace: string, name: string): number {
    return this.#rounds.get(`${namespace}/${name}`) ?? 0;
  }

  /** Asks for it. */
  ask(namespace: string, name: string): void {
    this.#rounds.set(`${namespace}/${name}`, this.round(namespace, name) + 1);
    this.#visit?.(namespace, name);
  }

  /** Forgets a cluster. */
  forget(namespace: string, name: string): void {
    this.#rounds.delete(`${namespace}/${name}`);
  }

  /** Says who visits the cluster. */
  answerWith(visit: (namespace: string, name: string) => void): void {
    this.#visit = visit;
  }
}
