import type { KubeObject } from '../../object.js';

/** The key of an object inside its collection: `namespace/name`, or the name of a cluster-scoped object. */
export function objectKey(namespace: string | undefined, name: string): string {
  return namespace ? `${namespace}/${name}` : name;
}

/** The objects of one resource, ordered by key bytes as lists and pages are. */
export class Collection {
  private readonly objects = new Map<string, KubeObject>();
  private keys: string[] = [];
  private sorted = true;

  get size(): number {
    return this.objects.size;
  }

  get(key: string): KubeObject | undefined {
    return this.objects.get(key);
  }

  set(key: string, object: KubeObject): void {
    if (!this.objects.has(key)) {
      const last = this.keys.at(-1);
      if (last !== undefined && last > key) this.sorted = false;
      this.keys.push(key);
    }
    this.objects.set(key, object);
  }

  delete(key: string): void {
    if (!this.objects.delete(key)) return;
    this.sort();
    this.keys.splice(this.indexOf(key), 1);
  }

  /** Every object, or those of one namespace, in order of their keys. */
  list(namespace?: string): KubeObject[] {
    this.sort();
    const result: KubeObject[] = [];
    const prefix = namespace ? `${namespace}/` : '';
    for (let index = prefix ? this.indexOf(prefix) : 0; index < this.keys.length; index += 1) {
      const key = this.keys[index] ?? '';
      if (!key.startsWith(prefix)) break;
      const object = this.objects.get(key);
      if (object) result.push(object);
    }
    return result;
  }

  private sort(): void {
    if (this.sorted) return;
    this.keys.sort();
    this.sorted = true;
  }

  /** The place of a key, or where it would stand. */
  private indexOf(key: string): number {
    let low = 0;
    let high = this.keys.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.keys[middle] ?? '') < key) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}
