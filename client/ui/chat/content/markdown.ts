// What of Markdown is read in messages. Everything else stays as it was typed: what is not read can not do harm, and
// nobody's words vanish because they look like markup.

import { findAndReplace } from 'mdast-util-find-and-replace';
import type { Options } from 'react-markdown';
import breaks from 'remark-breaks';
import gfm from 'remark-gfm';

/** Constructs that are switched off, by the names that micromark gives them. */
const NOT_READ = [
  'htmlFlow',
  'htmlText',
  'labelStartImage',
  'definition',
  'characterReference',
  'codeIndented',
  'setextUnderline',
  'thematicBreak',
  'table',
  'tasklistCheck',
  'gfmFootnoteDefinition',
  'gfmFootnoteCall',
  'gfmPotentialFootnoteCall',
];
type Data = { micromarkExtensions?: unknown[] };
function readLess(this: unknown): void {
  const data = (this as { data(): Data }).data();
  data.micromarkExtensions ??= [];
  data.micromarkExtensions.push({ disable: { null: NOT_READ } });
}

/** As `shared/rules/chat.ts` reads them. */
export const MENTION = /(?<![\p{L}\p{N}_@])@([A-Za-z0-9_-]{3,24})/gu;
type Tree = Parameters<typeof findAndReplace>[0];
/** `@name` becomes a span that tells the name; which of them calls somebody is for the one who draws it to say. */
function markMentions() {
  return (tree: Tree): void =>
    findAndReplace(
      tree,
      [
        MENTION,
        (text: string, name: string) => ({
          type: 'emphasis',
          data: { hName: 'span', hProperties: { dataMention: name } },
          children: [{ type: 'text', value: text }],
        }),
      ],
      { ignore: ['link', 'linkReference'] },
    );
}

const ALLOWED = ['p', 'br', 'strong', 'em', 'del', 'code', 'pre', 'blockquote', 'ul', 'ol', 'li', 'a', 'span'];
const HEADINGS = ['h1', 'h2', 'h3', 'h4', 'h5', 'h6'];

/** http, https and mailto, without a part that looks like another host; null for all else. */
export function safeUrl(url: string): URL | null {
  try {
    const parsed = new URL(url);
    return ['http:', 'https:', 'mailto:'].includes(parsed.protocol) ? parsed : null;
  } catch {
    return null;
  }
}

export const MARKDOWN: Omit<Options, 'children' | 'components'> = {
  remarkPlugins: [[gfm, { singleTilde: false }], breaks, readLess, markMentions],
  allowedElements: [...ALLOWED, ...HEADINGS],
  unwrapDisallowed: true,
  // Checked where the link is drawn, which has to show what it does not follow.
  urlTransform: (url) => url,
};

/** Beyond this the reader of Markdown takes long, and nobody writes it in earnest. */
const LENGTH_MAX = 4200;
const MARKS_MAX = 400;
const DEEP = /^[ \t]*(?:(?:>|[-*+]|\d{1,9}[.)])[ \t]*){8,}/m;
const MARKS = /[*_~[\]<`]/g;
/** Nothing in it that Markdown, an address or a mention begins with: most messages. */
const PLAIN = /^[^*_~`[\]<>#@|\\]*$/;
const ADDRESS = /:\/\/|www\.|mailto:/i;
const LIST = /^[ \t]*(?:[-+]|\d{1,9}[.)])[ \t]/m;

export type Reading = 'plain' | 'markdown';
export function readingOf(content: string): Reading {
  if (content.length > LENGTH_MAX || DEEP.test(content)) return 'plain';
  if (PLAIN.test(content) && !ADDRESS.test(content) && !LIST.test(content)) return 'plain';
  return (content.match(MARKS)?.length ?? 0) > MARKS_MAX ? 'plain' : 'markdown';
}

const LONE_MAX = 8;
const LONE = (() => {
  try {
    // As a string: engines without the flag would refuse the whole module.
    return new RegExp(`^(?:\\p{RGI_Emoji}\\s*){1,${LONE_MAX}}$`, 'v');
  } catch {
    return /^(?:\p{Extended_Pictographic}(?:\ufe0f|\u200d|\p{Emoji_Modifier}|\p{Extended_Pictographic})*\s*){1,8}$/u;
  }
})();
/** A few emoji and nothing else are shown large. */
export const isEmojiOnly = (content: string): boolean => content.length <= 120 && LONE.test(content.trim());
