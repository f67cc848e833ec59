// The line of the chat page: joins the hub, resumes, joins again, and knows when it is over.

import { CLOSE, FINAL_CLOSES } from '../../shared/protocol/close-codes.ts';
import { ApiError } from './api-error.ts';
import type { ChatCarrier, ChatEars } from './chat-carrier.ts';
import type { HubRoom } from './hub-room.ts';
import { lineDown } from './room-errors.ts';
import { backoff } from './wait.ts';

/** Why the line is down for good, in plain words. */
export type ChatEnding = { title: string; message: string; again: boolean };
export type ChatLinkDeps = {
  ears: ChatEars;
  /** Joins with a fresh access token. Rejects with ApiError. */
  join: () => Promise<HubRoom>;
  /** Resolves after `ms`, or sooner when the network comes back. */
  wait: (ms: number) => Promise<void>;
  random: () => number;
  /** Another try to join failed, counted from 1. */
  onAttempt: (attempt: number) => void;
  onEnd: (ending: ChatEnding) => void;
};
export type ChatLink = ChatCarrier & {
  /** Leaves for good. */
  close(): void;
};

/** A room that closes sends everybody away at once: they come back over this time. */
const SPREAD_MS = 1000;

export function openChat({ ears, join, wait, random, onAttempt, onEnd }: ChatLinkDeps): ChatLink {
  let room: HubRoom | null = null;
  let live = false;
  let closed = false;

  const end = (ending: ChatEnding): void => {
    closed = true;
    live = false;
    room = null;
    ears.onDown();
    onEnd(ending);
  };
  const goLive = (): void => {
    live = true;
    ears.onLive();
  };
  const attach = (joined: HubRoom): void => {
    room = joined;
    joined.onEvent((type, body) => {
      if (room === joined) ears.heard(type, body);
    });
    joined.onDrop(() => {
      live = false;
      ears.onDown();
    });
    joined.onResume(goLive);
    joined.onLeave((code) => {
      if (room !== joined || closed) return;
      if (FINAL_CLOSES.includes(code)) return end(endingOfClose(code));
      room = null;
      live = false;
      ears.onDown();
      void wait(random() * SPREAD_MS).then(enter);
    });
    goLive();
  };
  const enter = async (): Promise<void> => {
    for (let attempt = 1; !closed; attempt++) {
      try {
        const joined = await join();
        if (closed) return joined.leave();
        return attach(joined);
      } catch (error) {
        if (closed) return;
        const refused = endingOfJoin(error);
        if (refused) return end(refused);
        onAttempt(attempt);
        await wait(backoff(attempt, random));
      }
    }
  };

  void enter();
  return {
    isLive: () => live,
    request: (type, body) => {
      if (room && live) return room.request(type, body);
      return Promise.reject(lineDown()) as Promise<never>;
    },
    close: () => {
      closed = true;
      live = false;
      room?.leave();
      room = null;
    },
  };
}

/** Refusals that no further try can change; null for those that one can. */
export function endingOfJoin(error: unknown): ChatEnding | null {
  if (!(error instanceof ApiError)) {
    return { title: 'Something went wrong', message: String(error), again: true };
  }
  const { status, message } = error;
  if (status === 0 || status === 429 || status >= 500) return null;
  if (status === 426) return { title: 'This page is out of date', message: 'Reload it to go on.', again: false };
  return { title: status === 401 ? 'You are signed out' : 'The chat can not be opened', message, again: true };
}

export const endingOfClose = (code: number): ChatEnding =>
  ENDINGS[code] ?? { title: 'The connection was closed', message: 'Nothing that was said is lost.', again: true };
const ENDINGS: Record<number, ChatEnding> = {
  [CLOSE.FLOOD]: {
    title: 'Too much at once',
    message: 'This page sent more than the server takes, so the server closed the connection.',
    again: true,
  },
  [CLOSE.SESSION_REVOKED]: {
    title: 'You were signed out',
    message: 'Your session ended. Sign in again to go on.',
    again: false,
  },
};
