// Addresses of the pages, as pure functions.

export type Params = Readonly<Record<string, string>>;

/** `/servers/:server_id/settings` against a path; null when it is another. A trailing slash does not matter. */
export function match(pattern: string, path: string): Params | null {
  const wanted = split(pattern);
  const given = split(path);
  if (wanted.length !== given.length) return null;
  const params: Record<string, string> = {};
  for (const [index, part] of wanted.entries()) {
    const value = given[index] as string;
    if (part.startsWith(':')) {
      const decoded = decode(value);
      if (decoded === null) return null;
      params[part.slice(1)] = decoded;
    } else if (part !== value) return null;
  }
  return params;
}
const split = (path: string): string[] => path.split('/').filter(Boolean);
function decode(part: string): string | null {
  try {
    return decodeURIComponent(part);
  } catch {
    return null;
  }
}

/** Where to go after signing in: a page of ours, never another site or the sign-in pages themselves. */
export function safeNext(next: string | null): string {
  if (!next || !/^\/(?![/\\])/.test(next) || /[\s\\]/.test(next)) return '/';
  return /^\/(login|register|forgot-password|reset-password)\b/.test(next) ? '/' : next;
}
