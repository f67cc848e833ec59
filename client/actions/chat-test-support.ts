// Chat over a line and a server that tests speak for.

import type { Channel } from '../../shared/protocol/channels.ts';
import { channelRoutes } from '../../shared/protocol/channels.ts';
import { chatRoutes, type HistoryAnswer, type Message } from '../../shared/protocol/chat.ts';
import { directRoutes } from '../../shared/protocol/directs.ts';
import { serverRoutes } from '../../shared/protocol/servers.ts';
import { ApiError } from '../net/api-error.ts';
import type { ChatCarrier } from '../net/chat-carrier.ts';
import { createChatState } from '../state/chat.ts';
import { createChatActions } from './chat.ts';

export const ME = 'me';
export const SERVER = 's';
export const HERE = 'channel:c';

/** Numbers stand for ids: of four digits, so that they sort as they count. */
export const idOf = (number: number): string => String(number).padStart(4, '0');
export const said = (number: number, part: Partial<Message> = {}): Message => ({
  ...{ id: idOf(number), server_id: SERVER, channel_id: 'c', user_id: 'ben', username: 'ben', content: `${number}` },
  ...{ message_type: 'text', scope: 'channel', zone_id: null, target_user_id: null, parent_message_id: null },
  ...{ reply_count: 0, reactions: {}, attachments: [], mentions: [], mentions_all: null, is_pinned: false },
  ...{ created_at: '2026-01-01T00:00:00.000Z', edited_at: null, deleted_at: null, client_msg_id: null },
  ...part,
});
export const range = (from: number, to: number): Message[] =>
  Array.from({ length: to - from + 1 }, (_, index) => said(from + index));
export const pageOf = (messages: Message[], part: Partial<HistoryAnswer> = {}): HistoryAnswer => ({
  ...{ messages: messages.toReversed(), has_more: false, cursor: null, has_newer: false },
  ...part,
});
const channel = (part: Partial<Channel>): Channel => ({ server_id: SERVER, muted: false, ...part }) as Channel;

type Asked = { type: string; body: Record<string, unknown> };
type Called = { path: string; args: Record<string, unknown> };
/** A promise that a test keeps or breaks when it likes. */
export function held<T>() {
  return Promise.withResolvers<T>();
}
export const settled = async (): Promise<void> => {
  for (let turn = 0; turn < 40; turn++) await Promise.resolve();
};
export const refusal = (code: string, part: object = {}): ApiError =>
  new ApiError(403, { code: code as never, ...part });

export function setUp({ only }: { only?: string } = {}) {
  const store = createChatState({ userId: ME, username: 'me' });
  const clock = { now: 1_000_000 };
  const asked: Asked[] = [];
  const called: Called[] = [];
  const told: unknown[] = [];
  const noted: string[] = [];
  const timers: { at: number; run: () => void }[] = [];
  const line = { live: true, answer: (_asked: Asked): unknown => ({}) };
  const unread = { channels: [] as unknown[], directs: [] as unknown[] };
  const history = { answer: (_query: Record<string, unknown>): unknown => pageOf([]) };
  const heads: { last_message_id: string | null } = { last_message_id: null };

  const routes = new Map<string, (args: { query?: Record<string, unknown> }) => unknown>([
    [serverRoutes.list.path, () => ({ servers: [{ id: SERVER, status: 'active', role: 'MEMBER' }], has_more: false })],
    [serverRoutes.get.path, () => ({ id: SERVER, status: 'active', role: 'MEMBER' })],
    [channelRoutes.list.path, () => ({ channels: [channel({ id: 'c', ...heads }), channel({ id: 'd' })] })],
    [chatRoutes.unread.path, () => unread],
    [directRoutes.list.path, () => ({ directs: [] })],
    [directRoutes.blocks.path, () => ({ blocks: [] })],
    [chatRoutes.history.path, ({ query }) => history.answer(query ?? {})],
  ]);
  const carrier = {
    isLive: () => line.live,
    request: async (type: string, body: Record<string, unknown>) => {
      asked.push({ type, body });
      return line.answer({ type, body });
    },
  } as unknown as ChatCarrier;
  const call = async ({ path }: { path: string }, args: { query?: Record<string, unknown> } = {}) => {
    called.push({ path, args });
    const answer = routes.get(path);
    if (!answer) throw new Error(`${path} is not answered`);
    return answer(args);
  };
  let ids = 0;
  const actions = createChatActions({
    ...{ store, only },
    carrier: () => carrier,
    call: call as never,
    now: () => clock.now,
    newId: () => `way-${++ids}`,
    later: (ms, run) => {
      const timer = { at: clock.now + ms, run };
      timers.push(timer);
      return () => void (timers.includes(timer) && timers.splice(timers.indexOf(timer), 1));
    },
    tell: (error) => told.push(error),
    note: (message) => noted.push(message.id),
  });
  return {
    ...{ store, actions, asked, called, told, noted, line, unread, history, heads, routes, clock },
    asksOf: (type: string): Record<string, unknown>[] =>
      asked.filter((one) => one.type === type).map(({ body }) => body),
    callsOf: ({ path }: { path: string }): Called[] => called.filter((one) => one.path === path),
    /** Time goes on, and what waited for it happens. */
    async pass(ms: number): Promise<void> {
      clock.now += ms;
      for (const timer of timers.filter(({ at }) => at <= clock.now)) {
        timers.splice(timers.indexOf(timer), 1);
        timer.run();
      }
      await settled();
    },
    numbers: (): number[] => (store.getState().conversations[HERE]?.messages ?? []).map(({ id }) => Number(id)),
    outgoing: () => store.getState().conversations[HERE]?.outgoing ?? [],
    /** The line stands for the first time, and the channel is open with its end in view. */
    async begin(messages: Message[] = range(1, 3)): Promise<void> {
      heads.last_message_id = messages.at(-1)?.id ?? null;
      history.answer = () => pageOf(messages);
      actions.ears.onLive();
      await settled();
      await actions.reading.open(HERE);
      store.setState({ watching: true });
      await settled();
    },
  };
}
