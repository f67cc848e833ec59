// Whether and how this browser tells one of messages. Each account decides for itself on each browser.

import { create } from 'zustand';
import type { Message } from '../../shared/protocol/chat.ts';
import type { PushPayload } from '../../shared/protocol/push.ts';
import { kindFor, notificationOf } from '../../shared/rules/notifications.ts';
import type { Permission } from '../net/push.ts';
import { storage } from '../net/storage.ts';

/** Of what comes while AtriumVerse is closed. `no_service`: this browser has none; `failed`: it may work later. */
export type PushState = 'off' | 'starting' | 'on' | 'no_service' | 'failed';
export type NotificationState = {
  permission: Permission;
  /** One has asked for them here. */
  wanted: boolean;
  push: PushState;
};

export const useNotifications = create<NotificationState>(() => ({
  permission: 'default',
  wanted: false,
  push: 'off',
}));
export const setNotifications = (change: Partial<NotificationState>): void => useNotifications.setState(change);

export const isOn = ({ permission, wanted }: Pick<NotificationState, 'permission' | 'wanted'>): boolean =>
  wanted && permission === 'granted';

export const wishKey = (userId: string): string => `atrium.notifications.${userId}`;
export const readWish = (userId: string): boolean => storage.getItem(wishKey(userId)) === 'on';
export function keepWish(userId: string, wanted: boolean): void {
  if (wanted) storage.setItem(wishKey(userId), 'on');
  else storage.removeItem(wishKey(userId));
}

/** What chat knows of a message that came. */
export type NoteContext = {
  isMuted: boolean;
  /** One began the thread that it answers, or wrote in it. */
  isInThread: boolean;
  /** Of the channel or the zone; null where it is not known. */
  placeName: string | null;
};
/** What to show of a message that came to a page, or null. Whoever looks at the page sees the message there. */
export function noticeOf(
  message: Message,
  { userId, isVisible, placeName, ...reader }: NoteContext & { userId: string; isVisible: boolean },
): PushPayload | null {
  if (isVisible || message.deleted_at !== null) return null;
  const kind = kindFor(message, { userId, ...reader });
  return kind && notificationOf(message, kind, placeName);
}
