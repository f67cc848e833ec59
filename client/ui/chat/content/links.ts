// A link says where it leads: what it is called may be a lie. Pure.

import { safeUrl } from './markdown.ts';

/** Characters that turn the direction of the text around them, and that show nothing. */
const INVISIBLE = /[\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/g;
const bare = (address: string): string =>
  address
    .toLowerCase()
    .replace(/^(?:https?:\/\/|mailto:)/, '')
    .replace(/\/$/, '');

export type Link = {
  /** Null: it leads nowhere and is shown as text. */
  href: string | null;
  /** What it is called, without characters that could turn it round. */
  text: string;
  /** Where it leads, where the name does not say so. */
  note: string | null;
};

export function linkOf(href: string, text: string): Link {
  const shown = text.replace(INVISIBLE, '');
  const url = safeUrl(href);
  if (!url) return { href: null, text: shown, note: href === text || href === '' ? null : href };
  const target = url.protocol === 'mailto:' ? decodeSafely(url.pathname) : url.host;
  // An address that the browser reads as another one (another alphabet, a name before the host) is told as well.
  const honest = shown === text && [href, url.href].some((address) => bare(address) === bare(shown));
  const plain =
    url.username === '' && url.password === '' && (url.protocol === 'mailto:' || bare(href).startsWith(url.host));
  return { href: url.href, text: shown || target, note: honest && plain ? null : target };
}

function decodeSafely(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
