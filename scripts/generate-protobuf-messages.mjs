#!/usr/bin/env node
/**
 * Writes local/api/protobuf/generated/kubernetes-messages.ts: how the bodies that clients send as protobuf are read.
 * usage: node scripts/generate-protobuf-messages.mjs DIRECTORY
 * DIRECTORY has the Go types of the public API in its directories api/GROUP/VERSION/types.go and meta/v1/types.go; only the
 * names, numbers and types of their fields are taken over.
 */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { argv } from 'node:process';
import path from 'node:path';

const directory = argv[2];
const output = 'local/api/protobuf/generated/kubernetes-messages.ts';
const scalars = {
  string: 's', bool: 'b', int: 'i', int16: 'i', int32: 'i', int64: 'i', float64: 'f', '[]byte': 'y',
  'resource.Quantity': 'q', 'metav1.Time': 't', 'metav1.MicroTime': 'm', 'intstr.IntOrString': 'o', 'runtime.RawExtension': 'r',
  'types.UID': 's', 'types.NodeName': 's', 'metav1.FieldsV1': 'v', 'metav1.Duration': 'i',
};
const packages = { metav1: 'meta', v1: 'core', apiv1: 'core', corev1: 'core' };

/** `core`, `apps`, `meta` … of a file; autoscaling/v2 is `autoscaling.v2`. */
function packageOf(file) {
  const parts = path.relative(directory, file).split(path.sep);
  if (parts[0] === 'meta') return 'meta';
  return parts[2] === 'v1' ? parts[1] : `${parts[1]}.${parts[2]}`;
}

function listFiles(root) {
  return readdirSync(root, { withFileTypes: true }).flatMap((entry) => {
    const file = path.join(root, entry.name);
    return entry.isDirectory() ? listFiles(file) : entry.name === 'types.go' ? [file] : [];
  });
}

const structs = new Map();
const named = new Map();
for (const file of listFiles(directory)) {
  const own = packageOf(file);
  const text = readFileSync(file, 'utf8');
  for (const [, name, type] of text.matchAll(/^type (\w+) =? ?((?!struct)[\w.[\]*]+)$/gm)) named.set(`${own}.${name}`, { type, own });
  for (const [, name, body] of text.matchAll(/^type (\w+) struct \{\n([\s\S]*?)^\}/gm)) structs.set(`${own}.${name}`, { body, own });
}

/** The code of a Go type as it is written in a package. */
function codeOf(type, own) {
  if (type in scalars) return scalars[type];
  if (own === 'meta' && `metav1.${type}` in scalars) return scalars[`metav1.${type}`];
  if (type.startsWith('*')) return codeOf(type.slice(1), own);
  if (type.startsWith('[]')) return `[${codeOf(type.slice(2), own)}`;
  const map = /^map\[[\w.]+\](.*)$/.exec(type);
  if (map) return `{${codeOf(map[1], own)}`;
  const [prefix, base] = type.includes('.') ? type.split('.') : [undefined, type];
  const full = prefix === undefined ? `${own}.${base}` : `${packages[prefix] ?? prefix}.${base}`;
  const alias = named.get(full);
  if (alias) {
    const code = codeOf(alias.type, alias.own);
    // A list with a name of its own travels as a message with one repeated field.
    return code.startsWith('[') && (base === 'ExtraValue' || base === 'Verbs') ? `e${code}` : code;
  }
  return structs.has(full) ? `@${full}` : undefined;
}

/** The fields of a struct: `number flags:name:type`. */
function fieldsOf({ body, own }) {
  const fields = [];
  for (const line of body.split('\n')) {
    const match = /^\s+(?:(\w+)\s+)?(\*?[\w.[\]*]+)\s+`json:"([^"]*)"[^`]*protobuf:"\w+,(\d+),/.exec(line);
    if (!match) continue;
    const [, , type, json, number] = match;
    const [name, ...options] = json.split(',');
    const code = codeOf(type, own);
    if (code === undefined) continue;
    const flags = `${type.startsWith('*') ? '*' : ''}${options.includes('inline') || name === '' ? '^' : ''}${options.includes('omitempty') ? '' : '!'}`;
    fields.push(`${number}${flags}:${name}:${code}`);
  }
  return fields;
}

const lines = [...structs].map(([name, struct]) => [name, fieldsOf(struct)]).filter(([, fields]) => fields.length > 0).sort(([a], [b]) => (a < b ? -1 : 1));
writeFileSync(
  output,
  `// Written by scripts/generate-protobuf-messages.mjs; do not edit.\n\n/** The fields of every message: their number with flags, name and type, see decode-message.ts. */\nexport const messages: Readonly<Record<string, string>> = {\n${lines
    .map(([name, fields]) => `  '${name}': '${fields.join(' ')}',`)
    .join('\n')}\n};\n`,
);
console.log(`${lines.length} messages written to ${output}`);
