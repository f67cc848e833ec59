// What is asked of a year of chat, through the services that the routes use: pages of history, searches of every kind, and
// what is unread. Each question is asked again and again with other words, channels, people and days.

import { LocalPresence } from '@colyseus/core';
import { between, pick, type Random } from '../art/random.ts';
import { createAttachmentPort } from '../server/attachments/attachment-port.ts';
import { createChat } from '../server/chat/chat.ts';
import type { Db } from '../server/db/database.ts';
import { systemClock } from '../server/platform/clock.ts';
import { createCursors } from '../server/platform/cursor.ts';
import { createLogger } from '../server/platform/logger.ts';
import { createTopics } from '../server/platform/topics.ts';
import { HistoryQuery, SearchQuery } from '../shared/protocol/chat.ts';
import { type Corpus, type CorpusChannel, ELSEWHERE_WORD, YEAR_MS } from './chat-corpus.ts';

export type Kind = 'history' | 'search' | 'unread';
/** `prepare` is not timed; it answers what is. Resolves with how much was found. */
export type Question = { kind: Kind; name: string; prepare: (random: Random) => Promise<() => Promise<number>> };

const DAY_MS = 24 * 3600_000;
const HISTORY_LIMIT = 50;

export function questionsFor(db: Db, corpus: Corpus, end: number): Question[] {
  const chat = chatOn(db);
  const reader = corpus.people[0]!.id;
  const [big, small, wide] = [corpus.servers[0]!, corpus.servers[5]!, corpus.servers.at(-1)!];
  const channelOf = (random: Random): CorpusChannel =>
    pick(
      random,
      big.channels.filter(({ isPrivate }) => !isPrivate),
    );
  const said = (random: Random, low: number, high: number) => corpus.vocabulary[between(random, low, high)]!;

  const history = (name: string, query: (random: Random) => Promise<Record<string, unknown>>): Question => ({
    kind: 'history',
    name,
    async prepare(random) {
      const asked = HistoryQuery.parse({ scope: 'channel', limit: HISTORY_LIMIT, ...(await query(random)) });
      return async () => (await chat.messages.history(reader, big.id, asked)).messages.length;
    },
  });
  const pageBefore = async (random: Random) => {
    const channel_id = channelOf(random).id;
    const before = new Date(end - random() * 0.9 * YEAR_MS).toISOString();
    const asked = HistoryQuery.parse({ scope: 'channel', limit: HISTORY_LIMIT, channel_id, before });
    return { channel_id, ...(await chat.messages.history(reader, big.id, asked)) };
  };
  const search = (name: string, words: (random: Random) => string, server = big): Question => ({
    kind: 'search',
    name,
    async prepare(random) {
      const asked = SearchQuery.parse({ q: words(random) });
      return async () => (await chat.search.search(reader, server.id, asked)).count;
    },
  });

  const commonest = (random: Random): string => said(random, 0, 3);
  const common = (random: Random): string => said(random, 6, 12);
  const middle = (random: Random): string => said(random, 200, 1000);
  return [
    history('newest page', async (random) => ({ channel_id: channelOf(random).id })),
    history('deep, by cursor', async (random) => {
      const { channel_id, cursor } = await pageBefore(random);
      return { channel_id, ...(cursor && { before: cursor }) };
    }),
    history('around a message', async (random) => {
      const { channel_id, messages } = await pageBefore(random);
      return { channel_id, ...(messages.length > 0 && { around: pick(random, messages).id }) };
    }),
    search('commonest words', commonest),
    search('common words', common),
    search('words in between', middle),
    search('rare words', (random) => said(random, 15_000, corpus.vocabulary.length - 1)),
    search('absent word', () => 'nobodysaysthis'),
    search('frequent elsewhere, absent here', () => ELSEWHERE_WORD),
    search('common words, smaller server', common, small),
    search('words in between, smaller server', middle, small),
    search('two common words', (random) => `${common(random)} ${said(random, 13, 20)}`),
    search('phrase', (random) => `"${commonest(random)} ${said(random, 4, 8)}"`),
    search('rare phrase of common words', (random) => `"${common(random)} ${said(random, 20, 40)}"`),
    search('common without commonest', (random) => `${common(random)} -${commonest(random)}`),
    search('beginning of a word', (random) => `${middle(random).slice(0, 4)}*`),
    search('common in a channel', (random) => `${common(random)} in:${channelOf(random).name}`),
    search('in between in a channel', (random) => `${middle(random)} in:${channelOf(random).name}`),
    search('common by a person', (random) => `${common(random)} from:person-${between(random, 0, 300)}`),
    search('in between by a person', (random) => `${middle(random)} from:person-${between(random, 0, 30)}`),
    search('common in 30 days', (random) => `${common(random)} ${month(random, end)}`),
    search('in between in 30 days', (random) => `${middle(random)} ${month(random, end)}`),
    search('a person alone', (random) => `from:person-${between(random, 0, 300)}`),
    search('images alone', () => 'has:image'),
    search('links alone', () => 'has:link'),
    search('links by a person', (random) => `has:link from:person-${between(random, 0, 30)}`),
    search('days alone', (random) => `before:${day(end - random() * 0.9 * YEAR_MS)}`),
    {
      kind: 'search',
      name: 'next pages of common words',
      async prepare(random) {
        const first = SearchQuery.parse({ q: common(random) });
        const { cursor } = await chat.search.search(reader, big.id, first);
        const next = { ...first, ...(cursor && { cursor }) };
        return async () => (await chat.search.search(reader, big.id, next)).count;
      },
    },
    {
      kind: 'unread',
      name: `of ${wide.channels.length} channels`,
      prepare: async () => async () => (await chat.reading.unread(reader, wide.id)).channels.length,
    },
  ];
}

const day = (time: number): string => new Date(time).toISOString().slice(0, 10);

function month(random: Random, end: number): string {
  const last = end - random() * 0.9 * YEAR_MS;
  return `after:${day(last - 30 * DAY_MS)} before:${day(last)}`;
}

/** As the server puts it together, but for what asking never touches: rooms, moderation, notifications. */
function chatOn(db: Db) {
  const logger = createLogger('warn');
  const never = async (): Promise<never> => {
    throw new Error('nothing is sent in this measurement');
  };
  return createChat({
    db,
    clock: systemClock,
    config: { rateLimits: false },
    cursors: createCursors('the secret of the cursors in this measurement'),
    topics: createTopics(new LocalPresence(), logger),
    allowances: { take: never },
    guard: { requireVoice: never, checkSend: never, listMuted: never, checkText: never },
    attachments: createAttachmentPort({ db, clock: systemClock, sweepSoon: () => {} }),
    notify: () => {},
    whereabouts: { zonesOf: async () => [] },
    online: { onlineUsers: async () => new Set() },
  });
}
