// Finding what was said on a virtual server.

import { chatRoutes } from '../../shared/protocol/chat.ts';
import { messageOf } from '../net/api-error.ts';
import { noSearch, type SearchFilters } from '../state/chat-search.ts';
import type { ChatContext } from './chat-context.ts';

const PAGE = 25;

export function createChatSearch({ store, call }: ChatContext) {
  let turn = 0;
  const run = async (more: boolean): Promise<void> => {
    const mine = ++turn;
    const { search } = store.getState();
    const { serverId, query, filters, cursor } = search;
    if (!serverId) return;
    store.setState({ search: { ...search, phase: more ? 'loading_more' : 'loading', error: null } });
    try {
      const page = await call(chatRoutes.search, {
        params: { server_id: serverId },
        query: { q: query, limit: PAGE, ...wireOf(filters), ...(more && cursor && { cursor }) },
      });
      if (mine !== turn) return;
      const before = more ? store.getState().search.results : [];
      store.setState((state) => ({
        search: {
          ...state.search,
          ...{ phase: 'ready', results: [...before, ...page.results], count: more ? state.search.count : page.count },
          ...{ countIsExact: page.count_is_exact, cursor: page.cursor, hasMore: page.has_more },
        },
      }));
    } catch (error) {
      if (mine !== turn) return;
      store.setState((state) => ({ search: { ...state.search, phase: 'failed', error: messageOf(error) } }));
    }
  };
  return {
    search(serverId: string, query: string, filters: SearchFilters): Promise<void> {
      const text = query.trim();
      const asksForNothing = text === '' && Object.values(filters).every((filter) => filter === '');
      store.setState({ search: { ...noSearch(serverId), query: text, filters } });
      turn++;
      return asksForNothing ? Promise.resolve() : run(false);
    },
    searchMore: (): Promise<void> => run(true),
  };
}

/** Days are those of the reader: from the beginning of the first to the end of the last. */
export function wireOf({ channelId, userId, from, to }: SearchFilters) {
  return {
    ...(channelId && { channel_id: channelId }),
    ...(userId && { user_id: userId }),
    ...(from && { date_from: new Date(`${from}T00:00:00`).toISOString() }),
    ...(to && { date_to: new Date(`${to}T23:59:59.999`).toISOString() }),
  };
}
