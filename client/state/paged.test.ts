import assert from 'node:assert/strict';
import { loadPage } from '../actions/paging.ts';
import { ApiError } from '../net/api-error.ts';
import { emptyPaged, type Paged } from './paged.ts';

type Item = { id: string; text: string };
const item = (id: string, text = ''): Item => ({ id, text });

describe('lists that come in pages', () => {
  let list: Paged<Item>;
  const io = {
    get: () => list,
    set: (next: Paged<Item>) => {
      list = next;
    },
    key: ({ id }: Item) => id,
  };
  const page =
    (items: Item[], cursor: string | null = null) =>
    async () => ({
      items,
      has_more: cursor !== null,
      cursor,
    });
  beforeEach(() => {
    list = emptyPaged();
  });

  it('[UI9] adds the next page without doubling what moved between the two', async () => {
    await loadPage({ ...io, fetch: page([item('a'), item('b')], 'c1') });
    const asked: (string | undefined)[] = [];
    const fetch = async (cursor: string | undefined) => {
      asked.push(cursor);
      return page([item('b', 'changed'), item('c')])();
    };
    await loadPage({ ...io, fetch, more: true });
    assert.deepEqual(list.items, [item('a'), item('b', 'changed'), item('c')]);
    assert.deepEqual([asked, list.hasMore, list.phase], [['c1'], false, 'ready']);
    await loadPage({ ...io, fetch, more: true });
    assert.equal(asked.length, 1, 'there is no page after the last');
  });

  it('[UI9] keeps what was there when a page fails, and says why', async () => {
    await loadPage({ ...io, fetch: page([item('a')], 'c1') });
    const fetch = () => Promise.reject(new ApiError(0, {}));
    await loadPage({ ...io, fetch, more: true });
    assert.deepEqual([list.items, list.phase], [[item('a')], 'failed']);
    assert.match(list.error ?? '', /can not be reached/);
  });

  it('[UI9] throws an answer away that comes after the list was turned to something else', async () => {
    let current = true;
    const fetch = async () => {
      current = false;
      return page([item('old')])();
    };
    await loadPage({ ...io, fetch, current: () => current });
    assert.deepEqual(list.items, []);
  });
});
