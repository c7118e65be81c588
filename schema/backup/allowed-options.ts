import type { Issue } from '../validation/issue.js';
import { nearest } from '../validation/nearest.js';

/** An option of pgBackRest that may be set, and to what. */
export interface AllowedOption {
  readonly name: string;
  readonly form: RegExp;
  readonly hint: string;
}

/** Options of pgBackRest that a cluster may set: they change speed and effort, never where things are or who may read them. */
export const ALLOWED_OPTIONS: readonly AllowedOption[] = [
  { name: 'compress-type', form: /^(none|gz|lz4|zst)$/, hint: 'none, gz, lz4 or zst' },
  { name: 'compress-level', form: /^(-?[1-7]|[0-9]|1[0-2])$/, hint: 'a level that the compression has' },
  { name: 'process-max', form: /^([1-9]|[1-9]\d)$/, hint: '1 to 99' },
  { name: 'archive-timeout', form: /^[1-9]\d{0,3}$/, hint: 'seconds, 1 to 9999' },
  { name: 'buffer-size', form: /^(16KiB|32KiB|64KiB|128KiB|256KiB|512KiB|1MiB|2MiB|4MiB|8MiB|16MiB)$/, hint: '16KiB to 16MiB' },
  { name: 'start-fast', form: /^[yn]$/, hint: 'y or n' },
  { name: 'log-level-console', form: /^(warn|info|detail)$/, hint: 'warn, info or detail' },
];

/** Issues of options of pgBackRest by name. */
export const optionIssues = (field: string, options: Readonly<Record<string, string>>, allowed: readonly AllowedOption[]): Issue[] => {
  const names = allowed.map(({ name }) => name);
  return Object.entries(options).flatMap(([name, value]): Issue[] => {
    const option = allowed.find((one) => one.name === name);
    if (option === undefined) {
      const near = nearest(name, names);
      const suggestion = near === undefined ? `Use one of: ${names.join(', ')}.` : `Did you mean "${near}"?`;
      return [{ field: `${field}.${name.slice(0, 60)}`, message: 'it is not among the options that can be set', suggestion }];
    }
    return option.form.test(value) ? [] : [{ field: `${field}.${name}`, message: `"${value.slice(0, 80)}" is not allowed`, suggestion: `Use ${option.hint}.` }];
  });
};
