import type { RestOperation } from './rest-operation.js';

const escape = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');

const STYLE = 'body{font:15px/1.5 system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem;color-scheme:light dark}'
  + 'section{border-top:1px solid #8884;padding:.6rem 0}code{font-family:ui-monospace,monospace}h2{font-size:1rem;margin:0}small{opacity:.75}p{margin:.2rem 0}';

const section = ({ method, path, field, permission, queryArguments }: RestOperation): string => {
  const input = method === 'POST' ? field.args.map(({ type }) => `Body: <code>${escape(String(type))}</code>. `).join('') : '';
  const given = queryArguments.map(({ name, type }) => `<code>${escape(name)}: ${escape(String(type))}</code>`).join(', ');
  return `<section id="${field.name}"><h2><code>${method} /api${escape(path)}</code></h2><p>${escape(field.description ?? '')}</p>`
    + `<p><small>${input}${given === '' ? '' : `Query: ${given}. `}Needs <code>${permission}</code>. Answers <code>${escape(String(field.type))}</code>.</small></p></section>`;
};

/** A page that lists the HTTP resources. */
export const restPage = (operations: readonly RestOperation[]): string => `<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>pgo: HTTP API</title><style>${STYLE}</style>
<h1>HTTP API</h1>
<p>Every query is a GET, every mutation a POST with the fields of its input as a JSON object. Send <code>Authorization: Bearer TOKEN</code>. <code>?fields=name,instances{name}</code> chooses what is answered. For programs: <a href="/api/openapi.json">openapi.json</a>; the same in GraphQL: <a href="/">explorer</a>.</p>
${operations.map(section).join('\n')}
</html>`;
