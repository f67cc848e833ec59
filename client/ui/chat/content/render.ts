// The text of a message as elements. Never markup of others: every element is one of ours.

import { Fragment, createElement as h, type ReactNode } from 'react';
import Markdown, { type Components } from 'react-markdown';
import { MARKDOWN, readingOf } from './markdown.ts';

const part = (text: string, index: number): ReactNode => h('p', { key: index, dir: 'auto', 'data-plain': '' }, text);

export function renderContent(content: string, elements: Components): ReactNode {
  return readingOf(content) === 'plain'
    ? h(Fragment, null, ...content.split(/\n{2,}/).map(part))
    : h(Markdown, { ...MARKDOWN, components: elements }, content);
}
