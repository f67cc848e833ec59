import { useCallback, useEffect, useRef, useState } from 'react';
import { messageOf } from '../../../net/api-error.ts';
import { emptyPaged, type Paged, pagedFailed, pagedLoaded, pagedLoading, pagedWithout } from '../../../state/paged.ts';

type Page<T> = { items: readonly T[]; has_more: boolean; cursor: string | null };
type Fetch<T> = (cursor: { cursor?: string }) => Promise<Page<T>>;
export type Pages<T> = {
  list: Paged<T>;
  /** The first page anew, or the next. */
  read: (more?: boolean) => Promise<void>;
  drop: (which: (item: T) => boolean) => void;
};

/** A list of the server, read when it is first shown and again when `again` changes. */
export function usePages<T>(fetch: Fetch<T>, key: (item: T) => string, again: unknown = null): Pages<T> {
  const [list, setList] = useState<Paged<T>>(emptyPaged);
  const latest = useRef({ fetch, key, cursor: list.cursor });
  latest.current = { fetch, key, cursor: list.cursor };
  const turn = useRef(0);
  const read = useCallback(async (more = false) => {
    const mine = ++turn.current;
    setList((before) => pagedLoading(before, more));
    const { cursor } = latest.current;
    try {
      const page = await latest.current.fetch(more && cursor !== null ? { cursor } : {});
      if (mine === turn.current) setList((before) => pagedLoaded(before, page, { more, key: latest.current.key }));
    } catch (error) {
      if (mine === turn.current) setList((before) => pagedFailed(before, messageOf(error)));
    }
  }, []);
  // biome-ignore lint/correctness/useExhaustiveDependencies: `again` says that there is something new
  useEffect(() => void read(), [read, again]);
  const drop = useCallback((which: (item: T) => boolean) => setList((before) => pagedWithout(before, which)), []);
  return { list, read, drop };
}
