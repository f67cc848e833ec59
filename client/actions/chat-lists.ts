// Which virtual servers, channels and people there are, what is unread in them, and whom one has blocked.

import { channelRoutes } from '../../shared/protocol/channels.ts';
import { chatRoutes } from '../../shared/protocol/chat.ts';
import { type Direct, directRoutes } from '../../shared/protocol/directs.ts';
import { type Member, serverRoutes, type VirtualServer } from '../../shared/protocol/servers.ts';
import { userRoutes } from '../../shared/protocol/users.ts';
import { messageOf } from '../net/api-error.ts';
import { putChannels, putPeople, setUnreadOf } from '../state/chat.ts';
import { channelKey, directKey } from '../state/chat-key.ts';
import { setUnread } from '../state/chat-unread.ts';
import type { ChatContext } from './chat-context.ts';

const PAGE = 100;
/** Of servers and of directs; the rest is found by search. */
const PAGES_MAX = 5;
/** Several changes at once are one reading. */
const SOON_MS = 300;
/** Faces that are asked for at the same time. */
const PROFILES_AT_ONCE = 4;

export function createChatLists({ store, only, call, later, tell }: ChatContext) {
  const listServers = async (): Promise<VirtualServer[]> => {
    if (only !== undefined) return [await call(serverRoutes.get, { params: { server_id: only } })];
    const { items } = await readPages(PAGES_MAX, async (cursor) => {
      const query = { limit: PAGE, mine: 'true' as const, ...cursor };
      const answer = await call(serverRoutes.list, { query });
      return { ...answer, items: answer.servers };
    });
    return items;
  };
  const readServers = async (): Promise<readonly VirtualServer[]> => {
    const servers = (await listServers()).filter(({ status }) => status === 'active');
    store.setState({ servers });
    return servers;
  };

  const readUnread = async (server_id: string): Promise<void> => {
    const { channels, directs } = await call(chatRoutes.unread, { params: { server_id } });
    for (const { channel_id, unread, mentions, last_read_id: lastRead } of channels) {
      setUnreadOf(store, channelKey(channel_id), (known) =>
        setUnread(known, { serverId: server_id, unread, mentions, lastRead }),
      );
    }
    for (const { user_id, unread, last_read_id: lastRead } of directs) {
      setUnreadOf(store, directKey(user_id), (known) => setUnread(known, { unread, lastRead }));
    }
  };

  const readChannels = async (server_id: string): Promise<void> => {
    const { channels } = await call(channelRoutes.list, { params: { server_id } });
    for (const { id, last_message_id } of channels) {
      setUnreadOf(store, channelKey(id), (known) => setUnread(known, { serverId: server_id, head: last_message_id }));
    }
    putChannels(store, server_id, channels);
  };
  const readServer = async (server_id: string): Promise<void> => {
    await readChannels(server_id);
    await readUnread(server_id);
  };

  const putDirects = (directs: readonly Direct[]): void => {
    putPeople(
      store,
      directs.map(({ user_id: userId, username, avatar_id: avatarId }) => ({ userId, username, avatarId })),
    );
    for (const { user_id, unread, last_read_id: lastRead, last_message } of directs) {
      setUnreadOf(store, directKey(user_id), (known) =>
        setUnread(known, { unread, lastRead, head: last_message?.id ?? null }),
      );
    }
  };
  const readDirects = async (): Promise<void> => {
    const { directs } = await call(directRoutes.list, { query: { limit: PAGE } });
    putDirects(directs);
    // Those that are open before their first word are not in the list of the server.
    const listed = new Set(directs.map(({ user_id }) => user_id));
    const begun = (store.getState().directs ?? []).filter(
      ({ user_id, last_message }) => last_message === null && !listed.has(user_id),
    );
    const anew = begun.map((known) =>
      call(directRoutes.open, { params: { user_id: known.user_id } }).catch(() => known),
    );
    store.setState({ directs: [...directs, ...(await Promise.all(anew))] });
  };
  /** Rejects where the two may not know of each other. */
  const readDirect = async (user_id: string): Promise<Direct> => {
    const direct = await call(directRoutes.open, { params: { user_id } });
    putDirects([direct]);
    store.setState((state) => {
      const others = (state.directs ?? []).filter((other) => other.user_id !== user_id);
      return { directs: [direct, ...others] };
    });
    return direct;
  };
  const readBlocks = async (): Promise<void> => {
    const { blocks } = await call(directRoutes.blocks, { query: { limit: PAGE } });
    store.setState({ blocks });
  };

  const waiting = new Map<string, () => void>();
  const soon = (name: string, read: () => Promise<unknown>): void => {
    waiting.get(name)?.();
    const run = (): void => {
      waiting.delete(name);
      read().catch(tell);
    };
    waiting.set(name, later(SOON_MS, run));
  };

  const asked = new Set<string>();
  const line: string[] = [];
  let asking = 0;
  const askNext = (): void => {
    while (asking < PROFILES_AT_ONCE && line.length > 0) {
      asking++;
      const id = line.shift()!;
      call(userRoutes.profile, { params: { id } })
        .then(({ username, avatar_id: avatarId }) => putPeople(store, [{ userId: id, username, avatarId }]))
        .catch(() => undefined)
        .finally(() => {
          asking--;
          askNext();
        });
    }
  };

  return {
    /** Everything, anew. Rejects where one could not be read; what could be is there. */
    async readAll(): Promise<void> {
      try {
        const [servers] = await Promise.all([readServers(), readDirects(), readBlocks()]);
        await Promise.all(servers.map(({ id }) => readServer(id)));
        store.setState({ listError: null });
      } catch (error) {
        store.setState({ listError: messageOf(error) });
        throw error;
      }
    },
    readDirect,
    readBlocks,
    serversSoon: (): void =>
      soon('servers', async () => {
        const servers = await readServers();
        await Promise.all(servers.map(({ id }) => readServer(id)));
      }),
    channelsSoon: (serverId: string): void => soon(`channels ${serverId}`, () => readServer(serverId)),
    unreadSoon: (serverId: string): void => soon(`unread ${serverId}`, () => readUnread(serverId)),
    directsSoon: (): void => soon('directs', readDirects),
    blocksSoon: (): void => soon('blocks', () => Promise.all([readBlocks(), readDirects()])),

    /** The face of somebody who is not known yet; asked for once. */
    meet(userId: string): void {
      if (asked.has(userId) || store.getState().people[userId]) return;
      asked.add(userId);
      line.push(userId);
      askNext();
    },
    /** Some of the people of a server: by the beginning of their names, or the first ones. */
    async findMembers(server_id: string, query: string, limit = PAGE): Promise<Member[]> {
      const { members } = await call(serverRoutes.members, {
        params: { server_id },
        query: { limit, status: 'active', ...(query && { query }) },
      });
      notePresence(members);
      return members;
    },
    async readMembers(server_id: string, pages: number): Promise<{ members: Member[]; hasMore: boolean }> {
      const { items: members, hasMore } = await readPages(pages, async (cursor) => {
        const query = { limit: PAGE, status: 'active' as const, ...cursor };
        const answer = await call(serverRoutes.members, { params: { server_id }, query });
        return { ...answer, items: answer.members };
      });
      notePresence(members);
      return { members, hasMore };
    },
  };

  function notePresence(members: readonly Member[]): void {
    putPeople(
      store,
      members.map(({ user_id: userId, username, avatar_id: avatarId, online }) => ({
        ...{ userId, username, avatarId, online },
      })),
    );
  }
}
export type ChatLists = ReturnType<typeof createChatLists>;

type PageOf<T> = { items: readonly T[]; has_more: boolean; cursor: string | null };
/** Up to so many pages, one after the other. */
async function readPages<T>(
  most: number,
  fetch: (cursor: { cursor?: string }) => Promise<PageOf<T>>,
): Promise<{ items: T[]; hasMore: boolean }> {
  const items: T[] = [];
  let cursor: string | null = null;
  for (let page = 0; page < most; page++) {
    const answer: PageOf<T> = await fetch(cursor === null ? {} : { cursor });
    items.push(...answer.items);
    cursor = answer.cursor;
    if (!answer.has_more) return { items, hasMore: false };
  }
  return { items, hasMore: true };
}
