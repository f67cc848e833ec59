// Who writes just now. The server says when it ends; where it can not, the word holds for a while. Pure.

export type Typist = { userId: string; username: string; until: number };
/** Without another word, in ms: a process that died ends nothing. */
export const TYPIST_MAX_MS = 60_000;

/** `now` in ms of any clock, the same for all. */
export function noteTyping(
  typists: readonly Typist[],
  who: { userId: string; username: string; isTyping: boolean },
  now: number,
): readonly Typist[] {
  const { userId, username, isTyping } = who;
  const others = typists.filter((typist) => typist.userId !== userId && typist.until > now);
  if (isTyping) return [...others, { userId, username, until: now + TYPIST_MAX_MS }];
  return others.length === typists.length ? typists : others;
}

/** In words, for a line under the conversation; empty while nobody writes. */
export function typingWords(names: readonly string[]): string {
  const [first, second, third] = names;
  if (first === undefined) return '';
  if (second === undefined) return `${first} is writing…`;
  if (third === undefined) return `${first} and ${second} are writing…`;
  return names.length === 3 ? `${first}, ${second} and ${third} are writing…` : 'Several people are writing…';
}
