// Lines of a chat as they are read: by author, within a few minutes, with a rule between days. Pure.

import type { Line } from '../../state/world-chat.ts';

/** A pause after which the name is shown again. */
const PAUSE_MS = 5 * 60_000;

export type Group = {
  key: string;
  userId: string;
  username: string;
  at: Date;
  /** The first of a day that differs from the one before. */
  newDay: boolean;
  lines: Line[];
};

export function groupLines(lines: readonly Line[]): Group[] {
  const groups: Group[] = [];
  let last: Date | null = null;
  for (const line of lines) {
    const at = new Date(line.message.created_at);
    const group = groups.at(-1);
    const newDay = last !== null && last.toDateString() !== at.toDateString();
    const goesOn =
      group !== undefined &&
      last !== null &&
      group.userId === line.message.user_id &&
      at.getTime() - last.getTime() < PAUSE_MS &&
      !newDay;
    if (goesOn) group.lines.push(line);
    else {
      const { user_id: userId, username } = line.message;
      groups.push({ key: line.key, userId, username, at, newDay, lines: [line] });
    }
    last = at;
  }
  return groups;
}
