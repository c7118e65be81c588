import { describe, expect, test } from '@jest/globals';
import type { KubeObject } from '../../object.js';
import { DependencyGraph } from './dependency-graph.js';
import { planCollection, type OwnerView } from './plan-collection.js';

const object = (metadata: object): KubeObject => ({ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'a', uid: 'a', ...metadata } });
const owner = (uid: string, state: OwnerView['state'], isDeletingInForeground = false): OwnerView =>
  ({ reference: { apiVersion: 'v1', kind: 'ConfigMap', name: uid, uid }, state, isDeletingInForeground });
const dependent = (blockOwnerDeletion: boolean): KubeObject =>
  object({ name: 'd', uid: 'd', ownerReferences: [{ apiVersion: 'v1', kind: 'ConfigMap', name: 'a', uid: 'a', blockOwnerDeletion }] });
const deleting = (finalizer: string): KubeObject => object({ deletionTimestamp: '2026-01-01T00:00:00Z', finalizers: [finalizer] });

describe('planCollection', () => {
  test.each([
    ['without owners it stays', object({}), [], [], { do: 'nothing' }],
    ['with an owner it stays', object({}), [owner('o', 'present')], [], { do: 'nothing' }],
    ['with no owner left it goes', object({}), [owner('o', 'absent')], [], { do: 'delete', propagation: 'Background' }],
    ['with one of two owners left it forgets the other', object({}), [owner('o', 'absent'), owner('p', 'present')], [], { do: 'forget-owners', owners: ['o'] }],
    ['nobody can tell about an owner of a kind that is not served', object({}), [owner('o', 'unknown')], [], { do: 'nothing' }],
    ['its owner waits for it', object({}), [owner('o', 'present', true)], [], { do: 'delete', propagation: 'Background' }],
    ['its owner waits for it and it has dependents', object({}), [owner('o', 'present', true)], [dependent(true)], { do: 'delete', propagation: 'Foreground' }],
    ['one owner waits, another stays', object({}), [owner('o', 'present', true), owner('p', 'present')], [], { do: 'forget-owners', owners: ['o'] }],
    ['foreground, blocked by a dependent', deleting('foregroundDeletion'), [], [dependent(true)], { do: 'nothing' }],
    ['foreground, no dependent blocks', deleting('foregroundDeletion'), [], [dependent(false)], { do: 'remove-finalizer', finalizer: 'foregroundDeletion' }],
    ['orphaning', deleting('orphan'), [], [dependent(true)], { do: 'orphan-dependents' }],
    ['held by a finalizer of someone else', deleting('x.example.com/held'), [owner('o', 'absent')], [], { do: 'nothing' }],
  ])('%s', (...[, it, owners, dependents, step]) => expect(planCollection({ object: it, owners, dependents })).toEqual(step));
});

describe('DependencyGraph', () => {
  const reference = { apiVersion: 'v1', kind: 'ConfigMap', name: 'o', uid: 'o' };
  const served = () => true;

  test('an owner counts in the same namespace or in none', () => {
    const graph = new DependencyGraph();
    graph.set('configmaps', object({ name: 'o', uid: 'o', namespace: 'here' }));
    expect(graph.ownerState(reference, 'here', served)).toBe('present');
    expect(graph.ownerState(reference, 'there', served)).toBe('absent');
    expect(graph.ownerState({ ...reference, uid: 'other' }, 'here', served)).toBe('absent');
    expect(graph.ownerState({ ...reference, uid: 'other' }, 'here', () => false)).toBe('unknown');
    graph.set('nodes', object({ name: 'o', uid: 'o' }));
    expect(graph.ownerState(reference, 'there', served)).toBe('present');
  });

  test('dependents are known while they name the owner, before it exists and after it is gone', () => {
    const graph = new DependencyGraph();
    const names = () => graph.dependentsOf('o').map(({ name }) => name);
    graph.set('configmaps', object({ name: 'd', uid: 'd', ownerReferences: [reference] }));
    expect(names()).toEqual(['d']);
    graph.delete(object({ name: 'o', uid: 'o' }));
    expect(names()).toEqual(['d']);
    graph.set('configmaps', object({ name: 'd', uid: 'd' }));
    expect(names()).toEqual([]);
    graph.set('configmaps', object({ name: 'd', uid: 'd', ownerReferences: [reference] }));
    graph.delete(object({ name: 'd', uid: 'd' }));
    expect(names()).toEqual([]);
  });
});
