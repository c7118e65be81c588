import { describe, expect, it } from '@jest/globals';
import type { Volume } from './pod.js';
import { volumeContent } from './volume-content.js';

const content = (volume: Omit<Volume, 'name'>): Record<string, string> => {
  const files = volumeContent({ name: 'v', ...volume }, {
    configMap: (name) => (name === 'conf' ? { a: Buffer.from('A'), b: Buffer.from('B') } : undefined),
    secret: (name) => (name === 'pass' ? { word: Buffer.from('w') } : undefined),
    downward: ({ path }) => `field ${path}`,
    token: ({ audience }) => `token ${audience}`,
  });
  return Object.fromEntries([...files].map(([path, file]) => [path, `${file.content.toString()} ${file.mode.toString(8)}`]));
};

describe('volumeContent', () => {
  it.each<[string, Omit<Volume, 'name'>, Record<string, string>]>([
    ['every key of a ConfigMap', { configMap: { name: 'conf' } }, { a: 'A 644', b: 'B 644' }],
    ['chosen keys with their paths and modes', { configMap: { name: 'conf', defaultMode: 0o600, items: [{ key: 'a', path: 'd/x' }, { key: 'b', path: 'y', mode: 0o444 }] } }, { 'd/x': 'A 600', y: 'B 444' }],
    ['a Secret', { secret: { secretName: 'pass', defaultMode: 0o400 } }, { word: 'w 400' }],
    ['a missing one that is optional', { configMap: { name: 'none', optional: true } }, {}],
    ['fields of the pod', { downwardAPI: { items: [{ path: 'labels' }] } }, { labels: 'field labels 644' }],
    ['several sources, the last one wins', { projected: { defaultMode: 0o440, sources: [
      { configMap: { name: 'conf' } }, { secret: { name: 'pass', items: [{ key: 'word', path: 'a' }] } }, { serviceAccountToken: { path: 'token', audience: 'x' } },
    ] } }, { a: 'w 440', b: 'B 440', token: 'token x 440' }],
  ])('%s', (_, volume, expected) => {
    expect(content(volume)).toEqual(expected);
  });

  it.each<[string, Omit<Volume, 'name'>, string]>([
    ['no such ConfigMap', { configMap: { name: 'none' } }, 'configmap "none" not found'],
    ['no such Secret', { secret: { secretName: 'none' } }, 'secret "none" not found'],
    ['no such key', { secret: { secretName: 'pass', items: [{ key: 'k', path: 'k' }] } }, 'references non-existent secret key: k'],
  ])('waits: %s', (_, volume, message) => {
    expect(() => content(volume)).toThrow(message);
  });
});
