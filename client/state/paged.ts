// A list that comes in pages, as every list of the server does.

export type Paged<T> = {
  items: readonly T[];
  cursor: string | null;
  hasMore: boolean;
  phase: 'empty' | 'loading' | 'loading_more' | 'ready' | 'failed';
  /** In plain words, when `failed`. What was loaded before stays. */
  error: string | null;
};

export const emptyPaged = <T>(): Paged<T> => ({ items: [], cursor: null, hasMore: false, phase: 'empty', error: null });

export const pagedLoading = <T>(list: Paged<T>, more: boolean): Paged<T> => ({
  ...list,
  phase: more ? 'loading_more' : 'loading',
  error: null,
});

/** What another page brings. An item that is there already (it moved while pages were read) is replaced, not doubled. */
export function pagedLoaded<T>(
  list: Paged<T>,
  page: { items: readonly T[]; has_more: boolean; cursor: string | null },
  options: { more: boolean; key: (item: T) => string },
): Paged<T> {
  const { more, key } = options;
  const fresh = new Map(page.items.map((item) => [key(item), item]));
  const kept = more ? list.items.filter((item) => !fresh.has(key(item))) : [];
  return {
    items: [...kept, ...fresh.values()],
    cursor: page.cursor,
    hasMore: page.has_more,
    phase: 'ready',
    error: null,
  };
}

export const pagedFailed = <T>(list: Paged<T>, error: string): Paged<T> => ({ ...list, phase: 'failed', error });

export const pagedWithout = <T>(list: Paged<T>, drop: (item: T) => boolean): Paged<T> => ({
  ...list,
  items: list.items.filter((item) => !drop(item)),
});
