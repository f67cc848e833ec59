// The OpenAPI document as one page to read: no script, nothing from elsewhere, works without either.

import { refName, type Schema, shapeOf } from './docs-schema.ts';
import { STYLE } from './docs-style.ts';
import type { OpenApiDocument } from './openapi.ts';

type Content = Record<string, { schema?: Schema }>;
type Parameter = { in: string; name: string; required?: boolean; schema?: Schema; description?: string };
type Operation = {
  operationId?: string;
  summary?: string;
  tags?: string[];
  security?: unknown[];
  parameters?: Parameter[];
  requestBody?: { content: Content };
  responses: Record<string, { description?: string; content?: Content }>;
};
type Entry = { method: string; path: string; operation: Operation };

const ENTITIES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };
const escaped = (text: string): string => text.replace(/[&<>"']/g, (sign) => ENTITIES[sign] ?? sign);
/** Text in which `words` between backquotes are code. */
const prose = (text: string): string => escaped(text).replace(/`([^`]+)`/g, '<code>$1</code>');

export function docsPage(document: OpenApiDocument): string {
  const entries = Object.entries(document.paths ?? {}).flatMap(([path, item]) =>
    Object.entries(item as Record<string, Operation>).map(([method, operation]) => ({ method, path, operation })),
  );
  const groups = [...Map.groupBy(entries, ({ operation }) => operation.tags?.[0] ?? 'Other')];
  const schemas = Object.entries((document.components?.schemas ?? {}) as Record<string, Schema>);
  const { title, version, description } = document.info;
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escaped(title)} API</title><style>${STYLE}</style></head><body>
<nav aria-label="Contents"><a class="brand" href="#top">${escaped(title)} API</a>
${groups.map(([tag, group]) => contents(tag, group)).join('\n')}
<h2><a href="#shapes">Shapes</a></h2></nav>
<main id="top"><header><h1>${escaped(title)} API <small>${escaped(version)}</small></h1>
<p>${prose(description ?? '')}</p><p>The same as data: <a href="openapi.json">openapi.json</a>.</p></header>
${groups.map(([tag, group]) => `<section><h2>${escaped(tag)}</h2>\n${group.map(entryBlock).join('\n')}</section>`).join('\n')}
<section id="shapes"><h2>Shapes</h2>
${schemas.map(([name, schema]) => `<h3 id="shape-${escaped(name)}">${escaped(name)}</h3>${shapeBlock(schema, schemas)}`).join('\n')}
</section></main></body></html>`;

  function entryBlock({ method, path, operation }: Entry): string {
    // Inside what is folded: a browser unfolds it when the link to it is followed.
    const id = escaped(operation.operationId ?? '');
    return `<details><summary><span class="method ${method}">${method.toUpperCase()}</span>
<code class="path">${escaped(path)}</code><span class="what">${escaped(operation.summary ?? '')}</span></summary>
<div class="body" id="${id}"><p class="who">${operation.security ? 'Needs an access token' : 'Open to anyone'}</p>
${parameters(operation.parameters ?? [])}
${contentBlocks('Body', operation.requestBody?.content)}
${answers(operation)}</div></details>`;
  }

  function contentBlocks(heading: string, content: Content | undefined): string {
    return Object.entries(content ?? {})
      .map(([type, { schema }]) => `<h4>${heading} <small>${escaped(type)}</small></h4>${shapeBlock(schema, schemas)}`)
      .join('');
  }

  function answers(operation: Operation): string {
    return Object.entries(operation.responses)
      .map(([status, answer]) =>
        Number(status) < 300
          ? contentBlocks(`Answers ${status}`, answer.content) || `<h4>Answers ${status}, without a body</h4>`
          : `<div class="refusal"><b>${status}</b><div>${prose(answer.description ?? '').replaceAll('\n\n', '<br>')}</div></div>`,
      )
      .join('\n');
  }
}

function contents(tag: string, group: Entry[]): string {
  const links = group.map(
    ({ method, operation }) =>
      `<li><a href="#${escaped(operation.operationId ?? '')}"><i class="${method}">${method.toUpperCase()}</i>${escaped(operation.summary ?? '')}</a></li>`,
  );
  return `<h2>${escaped(tag)}</h2><ul>${links.join('')}</ul>`;
}

function parameters(list: Parameter[]): string {
  if (list.length === 0) return '';
  const rows = list.map(
    ({ name, in: where, required, schema }) =>
      `<tr><td><code>${escaped(name)}</code></td><td>${escaped(where)}${required ? '' : ', optional'}</td>
<td><code>${escaped(shapeOf(schema))}</code> ${prose(schema?.description ?? '')}</td></tr>`,
  );
  return `<h4>Parameters</h4><table>${rows.join('')}</table>`;
}

/** A shape in which the names of other shapes are links to them. */
function shapeBlock(schema: Schema | undefined, schemas: [string, Schema][]): string {
  const names = schemas.map(([name]) => name);
  const text = escaped(schema?.$ref ? refName(schema.$ref) : shapeOf(schema));
  const linked = text.replace(/(?<=^|: |\||\[|\()\s*([A-Z]\w+)\b/g, (match, name: string) =>
    names.includes(name) ? match.replace(name, `<a href="#shape-${name}">${name}</a>`) : match,
  );
  return `<pre tabindex="0">${linked.replace(/ {2}\/\/ (.*)$/gm, ' <em>$1</em>')}</pre>`;
}
