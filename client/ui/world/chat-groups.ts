// Lines of the chat of a world, as they are read. Pure.

import type { Line } from '../../state/world-chat.ts';
import { beginsDay, goesOn, timeOf } from '../chat/rows.ts';

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
  let before: Line | undefined;
  for (const line of lines) {
    const group = groups.at(-1);
    if (group && goesOn(before?.message, line.message)) group.lines.push(line);
    else {
      const { user_id: userId, username } = line.message;
      const newDay = beginsDay(before?.message, line.message);
      groups.push({ key: line.key, userId, username, at: new Date(timeOf(line.message)), newDay, lines: [line] });
    }
    before = line;
  }
  return groups;
}
