// A text cut into what matched and what did not. Pure.

type Part = { text: string; marked: boolean; at: number };
/** So much stands before the first match, so that it is in view. */
const BEFORE = 60;

/** `ranges` are begins and ends in UTF-16 units, as the server found them; what does not fit the text is left out. */
export function markedParts(text: string, ranges: readonly (readonly [number, number])[]): Part[] {
  const parts: Part[] = [];
  const sorted = [...ranges].sort((a, b) => a[0] - b[0]);
  let at = firstShown(text, sorted[0]?.[0] ?? 0);
  if (at > 0) parts.push({ text: '…', marked: false, at: -1 });
  for (const [begin, end] of sorted) {
    if (begin < at || end <= begin || end > text.length) continue;
    if (begin > at) parts.push({ text: text.slice(at, begin), marked: false, at });
    parts.push({ text: text.slice(begin, end), marked: true, at: begin });
    at = end;
  }
  if (at < text.length) parts.push({ text: text.slice(at), marked: false, at });
  return parts;
}

/** The beginning of a word shortly before the first match. */
function firstShown(text: string, match: number): number {
  if (match <= BEFORE) return 0;
  const space = text.indexOf(' ', match - BEFORE);
  return space >= 0 && space < match ? space + 1 : match;
}
