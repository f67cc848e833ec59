// Reading lists page by page into a state.

import { messageOf } from '../net/api-error.ts';
import { type Paged, pagedFailed, pagedLoaded, pagedLoading } from '../state/paged.ts';

type PageOf<T> = { items: readonly T[]; has_more: boolean; cursor: string | null };

export type PagingOptions<T> = {
  get: () => Paged<T>;
  set: (list: Paged<T>) => void;
  fetch: (cursor: string | undefined) => Promise<PageOf<T>>;
  key: (item: T) => string;
  /** The next page after what is there, instead of the first one. */
  more?: boolean;
  /** False when the list was turned to something else meanwhile: then the answer is thrown away. */
  current?: () => boolean;
};

/** Never rejects: the list itself tells that it failed. */
export async function loadPage<T>(options: PagingOptions<T>): Promise<void> {
  const { get, set, fetch, key, more = false, current = () => true } = options;
  const before = get();
  if (before.phase === 'loading_more' || (more && (!before.hasMore || before.phase === 'loading'))) return;
  set(pagedLoading(before, more));
  try {
    const page = await fetch(more ? (before.cursor ?? undefined) : undefined);
    if (current()) set(pagedLoaded(get(), page, { more, key }));
  } catch (error) {
    if (current()) set(pagedFailed(get(), messageOf(error)));
  }
}
