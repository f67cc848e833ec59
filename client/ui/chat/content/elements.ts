// How the parts of a message are drawn. Without JSX, so that tests read the very same in Node.

import { createElement as h, isValidElement, type ReactNode } from 'react';
import type { Components } from 'react-markdown';
import { linkOf } from './links.ts';
import type { Called } from './mentions.ts';

/** The words inside, without their dress. */
export function textOf(node: ReactNode): string {
  if (typeof node === 'string' || typeof node === 'number') return String(node);
  if (Array.isArray(node)) return node.map(textOf).join('');
  return isValidElement<{ children?: ReactNode }>(node) ? textOf(node.props.children) : '';
}

const heading: Components['h1'] = ({ children }) => h('p', { dir: 'auto' }, h('strong', null, children));

export function elementsOf(options: {
  called: (name: string) => Called;
  pre: (props: { text: string }) => ReactNode;
}): Components {
  const { called, pre } = options;
  return {
    p: ({ children }) => h('p', { dir: 'auto' }, children),
    ...{ h1: heading, h2: heading, h3: heading, h4: heading, h5: heading, h6: heading },
    blockquote: ({ children }) => h('blockquote', null, children),
    code: ({ children }) => h('code', { dir: 'ltr' }, children),
    pre: ({ children }) => pre({ text: textOf(children).replace(/\n$/, '') }),
    ol: ({ children, start }) => h('ol', { start }, children),
    span: ({ children, ...rest }) =>
      mention(String((rest as Record<string, unknown>)['data-mention']), children, called),
    a: ({ href, children }) => link(href ?? '', textOf(children)),
  };
}

function mention(name: string, children: ReactNode, called: (name: string) => Called): ReactNode {
  const who = called(name);
  return who === null ? children : h('span', { 'data-called': who }, children);
}

function link(address: string, name: string): ReactNode {
  const { href, text, note } = linkOf(address, name);
  const where = note === null ? null : h('span', { 'data-note': '' }, ` (${note})`);
  if (href === null) return h('bdi', null, text, where);
  const rel = 'noopener noreferrer nofollow ugc';
  return h('bdi', null, h('a', { href, rel, target: '_blank' }, text), where);
}
