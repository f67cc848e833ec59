// What is said in a world, as it is read. Pure.

import { beginsDay, goesOn, type Item, timeOf } from '../chat/rows.ts';

export type Group = {
  key: string;
  userId: string;
  username: string;
  at: Date;
  /** The first of a day that differs from the one before. */
  newDay: boolean;
  items: Item[];
};

export function groupItems(items: readonly Item[]): Group[] {
  const groups: Group[] = [];
  let before: Item | undefined;
  for (const item of items) {
    const group = groups.at(-1);
    if (group && goesOn(before?.message, item.message)) group.items.push(item);
    else {
      const { user_id: userId, username } = item.message;
      const newDay = beginsDay(before?.message, item.message);
      groups.push({ key: item.key, userId, username, at: new Date(timeOf(item.message)), newDay, items: [item] });
    }
    before = item;
  }
  return groups;
}
