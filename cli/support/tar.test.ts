import { expect, it } from '@jest/globals';
import { execFileSync } from 'node:child_process';
import { tar } from './tar.js';

it('packs what tar unpacks', () => {
  const archive = tar([{ name: 'a/one.txt', text: 'é'.repeat(700) }, { name: 'two.json', text: '' }, { name: 'b/three', text: 'x'.repeat(512) }], 1_790_000_000_000);
  expect(execFileSync('tar', ['-t'], { input: archive }).toString()).toBe('a/one.txt\ntwo.json\nb/three\n');
  expect(execFileSync('tar', ['-xO', 'a/one.txt'], { input: archive }).toString()).toBe('é'.repeat(700));
  expect(execFileSync('tar', ['-xO', 'b/three'], { input: archive }).toString()).toBe('x'.repeat(512));
});
