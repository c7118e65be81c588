import { describe, expect, test } from '@jest/globals';
import { parse } from 'yaml';
import { withCliContext, type CliContext } from './cli-context.js';

const local: CliContext = { name: 'local', url: 'http://127.0.0.1:4000', tokenFile: '/d/admin.token', caFile: '/d/ca.crt', namespace: 'pgo' };

describe('withCliContext', () => {
  test('starts an empty configuration', () => {
    expect(parse(withCliContext('', local))).toEqual({ currentContext: 'local', contexts: [local] });
  });

  test('keeps other contexts, the current one and comments', () => {
    const before = '# mine\ncurrentContext: prod\ncontexts:\n  - name: prod # the real one\n    url: https://pgo.example\n';
    const after = withCliContext(before, local);
    expect(parse(after)).toEqual({ currentContext: 'prod', contexts: [{ name: 'prod', url: 'https://pgo.example' }, local] });
    expect(after).toContain('# mine');
    expect(after).toContain('# the real one');
  });

  test('replaces its own context, and changes nothing the second time', () => {
    const once = withCliContext('', { ...local, url: 'http://127.0.0.1:1' });
    const twice = withCliContext(once, local);
    expect(parse(twice).contexts).toEqual([local]);
    expect(withCliContext(twice, local)).toBe(twice);
  });

  test.each([['broken YAML', 'contexts: ['], ['a list', '- a']])('refuses %s', (_name, text) => {
    expect(() => withCliContext(text, local)).toThrow();
  });
});
