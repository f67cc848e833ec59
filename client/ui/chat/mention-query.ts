// What is being written after an @, and what it becomes. Pure.

export type MentionQuery = { from: number; to: number; text: string };

/** Null where the caret does not stand behind an @ with letters of a name. */
export function mentionAt(text: string, caret: number): MentionQuery | null {
  const found = /(?:^|[^\p{L}\p{N}_@])@([A-Za-z0-9_-]{0,24})$/u.exec(text.slice(0, caret));
  if (!found) return null;
  const query = found[1]!;
  // In the middle of a word one changes what is there.
  if (/^[A-Za-z0-9_-]/.test(text.slice(caret))) return null;
  return { from: caret - query.length - 1, to: caret, text: query };
}

export function completeMention(
  text: string,
  { from, to }: MentionQuery,
  name: string,
): { text: string; caret: number } {
  const rest = text.slice(to);
  const inserted = `@${name}${rest.startsWith(' ') ? '' : ' '}`;
  return { text: text.slice(0, from) + inserted + rest, caret: from + name.length + 2 };
}

export type Candidate = { name: string; userId: string | null; hint: string };
const SHOWN_MAX = 8;
/** Names that begin so come before names that hold it. */
export function rankCandidates(all: readonly Candidate[], query: string): Candidate[] {
  const wanted = query.toLowerCase();
  const rank = ({ name }: Candidate): number => {
    const at = name.toLowerCase().indexOf(wanted);
    return at < 0 ? 2 : at === 0 ? 0 : 1;
  };
  const seen = new Set<string>();
  return all
    .filter((one) => rank(one) < 2 && !seen.has(one.name.toLowerCase()) && seen.add(one.name.toLowerCase()))
    .sort((a, b) => rank(a) - rank(b) || a.name.localeCompare(b.name))
    .slice(0, SHOWN_MAX);
}
