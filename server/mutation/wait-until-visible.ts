import type { Kind, KubeObject } from '../../kube/kube-object.js';
import type { Services } from '../context.js';

type Needed = Pick<Services, 'cache' | 'clock' | 'settings'>;

const isVersionOf = (seen: KubeObject | undefined, written: KubeObject): boolean => seen !== undefined
  && seen.metadata.uid === written.metadata.uid
  && (seen.metadata.resourceVersion === written.metadata.resourceVersion
    || (seen.metadata.generation ?? 0) > (written.metadata.generation ?? 0));

/**
 * Resolves once the cache has an object as it was written, so that the caller's next query finds it; also when that
 * takes longer than the limit, or when the object changes or goes meanwhile.
 */
export const waitUntilVisible = <T extends KubeObject>(kind: Kind<T>, written: T, { cache, clock, settings }: Needed): Promise<void> => {
  const key = { namespace: written.metadata.namespace ?? '', name: written.metadata.name };
  if (isVersionOf(cache.get(kind, key), written)) return Promise.resolve();
  return new Promise((resolve) => {
    const finish = (): void => {
      stopWatching();
      cancel();
      resolve();
    };
    const stopWatching = cache.onChange(kind, ({ object }) => {
      if (object.metadata.uid === written.metadata.uid) finish();
    });
    const cancel = clock.after(settings.limits.readYourWritesTimeoutMs, finish);
  });
};
