// Times, names and counts as chat says them.

import type { Channel } from '../../../shared/protocol/channels.ts';
import type { Message } from '../../../shared/protocol/chat.ts';

const TIME = new Intl.DateTimeFormat(undefined, { hour: '2-digit', minute: '2-digit' });
const DAY = new Intl.DateTimeFormat(undefined, { weekday: 'long', day: 'numeric', month: 'long' });
const DAY_AND_YEAR = new Intl.DateTimeFormat(undefined, { day: 'numeric', month: 'long', year: 'numeric' });
const FULL = new Intl.DateTimeFormat(undefined, { dateStyle: 'full', timeStyle: 'short' });
const SHORT = new Intl.DateTimeFormat(undefined, { day: 'numeric', month: 'short' });

export const clock = (time: number): string => TIME.format(time);
export const fullTime = (time: number | string): string => FULL.format(new Date(time));

const DAY_MS = 24 * 3600_000;
const midnight = (time: number): number => new Date(time).setHours(0, 0, 0, 0);
/** `now` in ms. */
export function dayName(time: number, now: number): string {
  // Rounded, since days of the change of the clocks have 23 or 25 hours.
  const ago = Math.round((midnight(now) - midnight(time)) / DAY_MS);
  if (ago === 0) return 'Today';
  if (ago === 1) return 'Yesterday';
  return new Date(time).getFullYear() === new Date(now).getFullYear() ? DAY.format(time) : DAY_AND_YEAR.format(time);
}
/** In lists: the time of today, else the day. */
export const shortTime = (time: number, now: number): string =>
  midnight(time) === midnight(now) ? clock(time) : SHORT.format(time);

export const count = (value: number, one: string, many: string): string =>
  value === 1 ? `1 ${one}` : `${value.toLocaleString('en')} ${many}`;

/** Of a wait, in whole seconds, minutes or hours. */
export function waitInWords(ms: number): string {
  const seconds = Math.max(1, Math.ceil(ms / 1000));
  if (seconds < 90) return count(seconds, 'second', 'seconds');
  if (seconds < 90 * 60) return count(Math.ceil(seconds / 60), 'minute', 'minutes');
  if (seconds < 36 * 3600) return count(Math.ceil(seconds / 3600), 'hour', 'hours');
  return count(Math.ceil(seconds / 86_400), 'day', 'days');
}

/** One line that stands for a message, without its dress. */
export function inOneLine({ content, attachments, deleted_at }: Message): string {
  if (deleted_at !== null) return 'This message was deleted';
  const text = content.replace(/\s+/g, ' ').trim();
  return text || (attachments[0] ? `File: ${attachments[0].file_name}` : '');
}

/** Members read there, and those who look after the server write. */
export const isAnnouncement = ({ overwrites, permissions }: Channel): boolean =>
  !permissions.includes('send') ||
  (overwrites ?? []).some(({ role, deny }) => role === 'MEMBER' && deny.includes('send'));
