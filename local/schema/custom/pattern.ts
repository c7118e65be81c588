/** A pattern of a schema; the language of patterns is that of Go, whose flags stand in front. Throws for a wrong one. */
export function compilePattern(pattern: string): RegExp {
  const [, flags = '', source = ''] = /^(?:\(\?([is]+)\))?([\s\S]*)$/.exec(pattern) ?? [];
  const text = source.replaceAll('\\A', '^').replaceAll('\\z', '$').replaceAll('(?P<', '(?<');
  try {
    return new RegExp(text, `${flags}u`);
  } catch {
    return new RegExp(text, flags);
  }
}
