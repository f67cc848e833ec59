// Finding what was said again, among what the person may read now: words and filters as they are typed, together with
// those that a form names one by one.

import { z } from 'zod';
import type { SearchAnswer, SearchQuery } from '../../shared/protocol/chat.ts';
import { highlight, type ParsedQuery, parseSearch } from '../../shared/rules/search-query.ts';
import { pageOf } from '../platform/cursor.ts';
import { AppError, isAppError } from '../platform/errors.ts';
import type { ChatContext } from './context.ts';
import { firstIdAt } from './message-ids.ts';
import type { Readable } from './places.service.ts';
import * as repository from './search.repository.ts';
import { createTurns } from './turns.ts';

const DAY_MS = 24 * 60 * 60 * 1000;
/** PostgreSQL's word for a statement that took longer than it may. */
const TIMED_OUT = '57014';
/** Others belong to nobody, and a NUL would be an error to the database. */
const NAME = /^[a-z0-9_-]+$/;
/** No name is as short, so it stands for nobody else. */
const ONESELF = 'me';

export type SearchContext = Pick<ChatContext, 'db' | 'cursors' | 'present'> & {
  places: Pick<ChatContext['places'], 'find' | 'readable' | 'requireMember'>;
};
type Query = Omit<SearchQuery, 'limit'> & { limit: number };

export function createSearch({ db, cursors, places, present }: SearchContext) {
  const turns = createTurns('You are searching already. Wait for the answer.');

  /** The conversations to look in. */
  const scopeOf = async (userId: string, serverId: string, query: Query, parsed: ParsedQuery) => {
    if (query.channel_id) await places.find(userId, serverId, { scope: 'channel', channel_id: query.channel_id });
    else await places.requireMember(userId, serverId);
    const readable = await places.readable(userId, [serverId]);
    const chosen = channelsIn(readable, parsed.in).filter(({ id }) => !query.channel_id || id === query.channel_id);
    const isNarrowed = query.channel_id !== undefined || parsed.in.length > 0;
    return { conversationIds: chosen.map(({ id }) => id), directIds: isNarrowed ? [] : readable.directs };
  };

  /** Null: whoever it is. Names that nobody has choose nobody. */
  const authorsOf = async (userId: string, query: Query, parsed: ParsedQuery): Promise<string[] | null> => {
    const byId = query.user_id === undefined ? null : [query.user_id];
    if (parsed.from.length === 0) return byId;
    const names = parsed.from.map((name) => name.toLowerCase()).filter((name) => NAME.test(name));
    const named = await repository.listIdsOfNames(db, names);
    if (names.includes(ONESELF)) named.push(userId);
    return byId ? named.filter((id) => byId.includes(id)) : named;
  };

  const find = async (userId: string, serverId: string, query: Query): Promise<SearchAnswer> => {
    const parsed = parseSearch(query.q);
    const scope = await scopeOf(userId, serverId, query, parsed);
    const authorIds = await authorsOf(userId, query, parsed);
    const { channel_id, user_id, date_from, date_to, q, limit } = query;
    const list = { list: 'search', userId, serverId, q, channel_id, user_id, date_from, date_to };
    const cursorId = query.cursor === undefined ? undefined : cursors.open(list, query.cursor, CursorPosition)[0];
    const { fromId, untilId } = boundsOf(query, parsed);
    const beforeId = cursorId && (!untilId || cursorId < untilId) ? cursorId : untilId;
    if (!asksForAnything(query, parsed) || authorIds?.length === 0) {
      return { query: q, results: [], count: 0, count_is_exact: true, has_more: false, cursor: null };
    }
    const { terms, has } = parsed;
    const found = await repository.searchMessages(db, {
      serverId,
      ...scope,
      terms,
      authorIds,
      has,
      fromId,
      beforeId,
      limit,
    });
    const { page, has_more, cursor } = pageOf(found.ids, limit, (last) => cursors.seal(list, [last]));
    const messages = await present(await repository.listFound(db, page));
    return {
      query: q,
      results: messages.map((message) => ({ ...message, highlights: highlight(message.content, terms) })),
      count: found.count,
      count_is_exact: found.countIsExact,
      has_more,
      cursor,
    };
  };

  return {
    /** Newest first. Throws like reading the server or the channel, `invalid_cursor`, `rate_limited`, `unavailable`. */
    search: (userId: string, serverId: string, query: Query): Promise<SearchAnswer> =>
      turns.take(userId, () => find(userId, serverId, query).catch(explain)),
  };
}
export type Search = ReturnType<typeof createSearch>;

const CursorPosition = z.tuple([z.guid()]);

function channelsIn({ conversations }: Readable, names: readonly string[]): Readable['conversations'] {
  if (names.length === 0) return conversations;
  const wanted = new Set(names.map((name) => name.toLowerCase()));
  return conversations.filter(({ name }) => name !== null && wanted.has(name.toLowerCase()));
}

/** A box that is empty, or holds signs only, finds nothing rather than everything. */
const asksForAnything = (query: Query, { terms, from, in: channels, has, since, until }: ParsedQuery): boolean =>
  [terms, from, channels, has].some((list) => list.length > 0) ||
  [since, until].some((time) => time !== null) ||
  (query.q.trim() === '' &&
    [query.channel_id, query.user_id, query.date_from, query.date_to].some((one) => one !== undefined));

/** Times as ids; ids begin with the time that they were made at. A day stands for all of it. */
function boundsOf({ date_from, date_to }: Query, { since, until }: ParsedQuery) {
  const starts = [since, date_from === undefined ? null : Date.parse(date_from)].filter((time) => time !== null);
  const ends = [until, date_to === undefined ? null : Date.parse(date_to) + (isDay(date_to) ? DAY_MS : 1)].filter(
    (time) => time !== null,
  );
  return {
    fromId: starts.length > 0 ? firstIdAt(new Date(Math.max(...starts))) : null,
    untilId: ends.length > 0 ? firstIdAt(new Date(Math.min(...ends))) : null,
  };
}
const isDay = (text: string): boolean => !text.includes('T');

function explain(error: unknown): never {
  const { code } = ((isAppError(error) && error.cause) || {}) as { code?: string };
  if (code !== TIMED_OUT) throw error;
  throw new AppError(
    'unavailable',
    {
      message: 'This search takes too long. Use rarer words, or narrow it down with in:, from: or after:.',
      retry_after: 1,
    },
    { cause: error },
  );
}
