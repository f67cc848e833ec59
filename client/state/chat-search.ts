// What was searched for, and what was found so far.

import type { SearchResult } from '../../shared/protocol/chat.ts';

export type SearchFilters = { channelId: string; userId: string; from: string; to: string };
export type SearchState = {
  serverId: string | null;
  query: string;
  filters: SearchFilters;
  phase: 'idle' | 'loading' | 'loading_more' | 'ready' | 'failed';
  error: string | null;
  results: readonly SearchResult[];
  count: number;
  countIsExact: boolean;
  cursor: string | null;
  hasMore: boolean;
};
export const NO_FILTERS: SearchFilters = { channelId: '', userId: '', from: '', to: '' };
export const noSearch = (serverId: string | null): SearchState => ({
  ...{ serverId, query: '', filters: NO_FILTERS, phase: 'idle', error: null, results: [] },
  ...{ count: 0, countIsExact: true, cursor: null, hasMore: false },
});
