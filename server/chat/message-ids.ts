// Ids of messages: UUIDv7, so an id tells a time, and within a conversation they grow in the order of the commits.

import { V7Generator } from 'uuidv7';

/** Beyond this the clock was set back on purpose. */
const ROLLBACK_MS = 10_000;

export function createMessageIds() {
  const generator = new V7Generator();
  return {
    /** Later than `head`, also where another process's clock is ahead of ours. */
    after(head: string | null, now: Date): string {
      const id = generator.generateOrResetCore(now.getTime(), ROLLBACK_MS).toString();
      return head !== null && id <= head ? next(head) : id;
    },
  };
}
export type MessageIds = ReturnType<typeof createMessageIds>;

/** The id that follows at once: one more in its random part. */
function next(id: string): string {
  const tail = BigInt(`0x${id.slice(19).replace('-', '')}`) + 1n;
  const hex = tail.toString(16).padStart(16, '0');
  return `${id.slice(0, 19)}${hex.slice(0, 4)}-${hex.slice(4)}`;
}

/** The least id that a message of this time can have. */
export function firstIdAt(time: Date): string {
  const milliseconds = Math.max(0, time.getTime()).toString(16).padStart(12, '0');
  return `${milliseconds.slice(0, 8)}-${milliseconds.slice(8)}-7000-8000-000000000000`;
}

/** When an id was made. */
export const timeOf = (id: string): Date => new Date(Number.parseInt(id.slice(0, 13).replace('-', ''), 16));
