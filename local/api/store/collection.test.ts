import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { Collection, objectKey } from './collection.js';

test('lists are in order of their keys, whatever the order of writes and removals', () => {
  const name = fc.stringMatching(/^[a-z0-9]([-.a-z0-9]{0,3}[a-z0-9])?$/);
  const step = fc.record({ namespace: fc.constantFrom('a', 'a-b', 'b'), name, remove: fc.boolean() });
  fc.assert(
    fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
      const collection = new Collection();
      const expected = new Set<string>();
      for (const { namespace, name: own, remove } of steps) {
        const key = objectKey(namespace, own);
        if (remove) {
          collection.delete(key);
          expected.delete(key);
        } else {
          collection.set(key, { apiVersion: 'v1', kind: 'K', metadata: { name: own, namespace } });
          expected.add(key);
        }
      }
      const keys = (namespace?: string) => collection.list(namespace).map(({ metadata }) => objectKey(metadata.namespace, metadata.name));
      const sorted = [...expected].sort();
      expect(keys()).toEqual(sorted);
      expect(keys('a')).toEqual(sorted.filter((key) => key.startsWith('a/')));
      expect(collection.size).toBe(expected.size);
    }),
  );
});
