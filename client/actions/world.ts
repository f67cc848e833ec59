// What one can do in a world. The game and the HUD both call these; neither knows the other or the network.

import { uuidv7 } from 'uuidv7';
import type { Message } from '../../shared/protocol/chat.ts';
import type { Status } from '../../shared/protocol/users.ts';
import type { EMOTES } from '../../shared/protocol/world.ts';
import type { Dir, Move } from '../../shared/rules/movement.ts';
import { tileOf } from '../../shared/rules/movement.ts';
import { ApiError, messageOf } from '../net/api-error.ts';
import type { WorldLink } from '../net/world.ts';
import type { WorldRoom } from '../net/world-room.ts';
import { addNotice, selfOf, type WorldSession } from '../state/world.ts';
import {
  addHistory,
  beginLoading,
  beginSending,
  type ChatStore,
  discardLine,
  failLoading,
  failSending,
  hear,
  type Line,
  type Room,
} from '../state/world-chat.ts';

export type Emote = (typeof EMOTES)[number];
const HISTORY_PAGE = 50;

type Deps = {
  session: WorldSession;
  chat: ChatStore;
  link: () => WorldLink;
  /** Ends the page's stay, for the shell to show something else. */
  onLeave: () => void;
  /** Joins again from the start, after an ending. */
  onReturn: () => void;
};

export function createWorldActions({ session, chat, link, onLeave, onReturn }: Deps) {
  const { intent, events, store } = session;
  const live = (): WorldRoom => {
    const room = link().room();
    if (!room) throw new ApiError(0, { message: 'The connection is being restored. Try again in a moment.' });
    return room;
  };
  const tell = (error: unknown): void => void addNotice(session, 'action', messageOf(error));

  const deliver = async (message: Message, room: Room): Promise<void> => {
    const key = message.client_msg_id!;
    beginSending(chat, message);
    try {
      const answer = await live().request('chat:send', { content: message.content, scope: room, client_msg_id: key });
      if (hear(chat, answer, session.userId)) events.emit('said', answer);
    } catch (error) {
      failSending(chat, room, key, inWords(error));
    }
  };

  return {
    move: (move: Move): void => link().room()?.send('world:move', move),
    /** In tiles. */
    walkTo: (x: number, y: number): void => {
      intent.goal = { x, y };
    },
    /** Walks to where somebody stands now. */
    walkToPerson: (sessionId: string): void => {
      const walker = session.walkers.get(sessionId);
      if (!walker) return;
      const place = { x: 0, y: 0 };
      walker.track.sample(session.clock.now(), place);
      intent.goal = { x: tileOf(place.x), y: tileOf(place.y) };
    },
    setStick: (dir: Dir): void => {
      intent.stick = dir;
    },
    locate: (sessionId: string): void => events.emit('locate', { sessionId }),
    recentre: (): void => events.emit('recentre', undefined),
    zoom: (steps: 1 | -1): void => events.emit('zoom', { steps }),

    setStatus: async (status: Exclude<Status, 'offline'>): Promise<void> => {
      try {
        await live().request('world:status', { status });
      } catch (error) {
        tell(error);
      }
    },
    emote: async (emote: Emote): Promise<void> => {
      try {
        await live().request('world:emote', { emote });
      } catch (error) {
        tell(error);
      }
    },

    /** Shows it at once; a refusal is told on the line itself, which can be sent again. */
    say: (room: Room, content: string): void => {
      const username = selfOf(store.getState())?.username ?? '';
      void deliver(draftOf({ session, room, content: content.trim(), username }), room);
    },
    sayAgain: ({ message }: Line, room: Room): void => void deliver(message, room),
    discard: (key: string, room: Room): void => discardLine(chat, room, key),

    /** The next older page; the newest where none was read yet. */
    loadOlder: async (): Promise<void> => {
      const { loading, opened, cursor } = chat.getState().global;
      if (loading || (opened && cursor === null)) return;
      await readHistory(opened ? (cursor ?? undefined) : undefined);
    },
    /** What was said while one was away. */
    catchUp: (): Promise<void> => readHistory(undefined),

    leave: (): void => {
      link().close();
      onLeave();
    },
    comeBack: onReturn,
  };

  async function readHistory(before: string | undefined): Promise<void> {
    beginLoading(chat, 'global');
    try {
      const page = await live().request('chat:history', { scope: 'global', limit: HISTORY_PAGE, before });
      addHistory(chat, 'global', { ...page, fresh: before === undefined });
    } catch (error) {
      failLoading(chat, 'global', messageOf(error));
    }
  }
}
export type WorldActions = ReturnType<typeof createWorldActions>;

function inWords(error: unknown): string {
  if (error instanceof ApiError && error.code === 'rate_limited') {
    const seconds = Math.max(1, Math.ceil(error.retryAfter ?? 2));
    return `You are writing very fast. Try again in ${seconds} second${seconds === 1 ? '' : 's'}.`;
  }
  return messageOf(error);
}

/** A message as it will look, before the server has made it one. */
function draftOf(options: { session: WorldSession; room: Room; content: string; username: string }): Message {
  const { session, room, content, username } = options;
  return {
    id: '',
    server_id: session.serverId,
    channel_id: null,
    user_id: session.userId,
    username,
    content,
    message_type: 'text',
    scope: room,
    zone_id: null,
    target_user_id: null,
    parent_message_id: null,
    reply_count: 0,
    reactions: {},
    attachments: [],
    mentions: [],
    mentions_all: null,
    is_pinned: false,
    created_at: new Date().toISOString(),
    edited_at: null,
    deleted_at: null,
    client_msg_id: uuidv7(),
  };
}
