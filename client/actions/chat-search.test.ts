import assert from 'node:assert/strict';
import { attachmentRoutes } from '../../shared/protocol/attachments.ts';
import { chatRoutes } from '../../shared/protocol/chat.ts';
import { NO_FILTERS } from '../state/chat-search.ts';
import { wireOf } from './chat-search.ts';
import { HERE, held, said, settled, setUp } from './chat-test-support.ts';

const found = (number: number, part: object = {}) => ({
  ...{ query: '', results: [{ ...said(number), highlights: [] }], count: 1, count_is_exact: true },
  ...{ has_more: false, cursor: null },
  ...part,
});

describe('searching and files', () => {
  it('[UC31] asks for what was written and filtered, and not at all for nothing', async () => {
    const { actions, routes, callsOf, store } = setUp();
    routes.set(chatRoutes.search.path, () => found(1, { has_more: true, cursor: 'next' }));
    await actions.search.search('s', '   ', NO_FILTERS);
    assert.equal(callsOf(chatRoutes.search).length, 0);
    await actions.search.search('s', ' lamp ', { ...NO_FILTERS, channelId: 'c' });
    const query = (index: number): unknown => callsOf(chatRoutes.search)[index]!.args.query;
    assert.deepEqual(query(0), { q: 'lamp', limit: 25, channel_id: 'c' });
    routes.set(chatRoutes.search.path, () => found(2));
    await actions.search.searchMore();
    assert.deepEqual(query(1), { q: 'lamp', limit: 25, channel_id: 'c', cursor: 'next' });
    assert.deepEqual(
      store.getState().search.results.map(({ id }) => Number(id)),
      [1, 2],
    );
  });

  it('[UC31] the answer to an older question does not take the place of a newer one', async () => {
    const { actions, routes, store } = setUp();
    const slow = held<unknown>();
    routes.set(chatRoutes.search.path, ({ query }) => (query?.q === 'old' ? slow.promise : found(2)));
    const old = actions.search.search('s', 'old', NO_FILTERS);
    await actions.search.search('s', 'new', NO_FILTERS);
    slow.resolve(found(1));
    await old;
    assert.deepEqual([store.getState().search.query, Number(store.getState().search.results[0]!.id)], ['new', 2]);
  });

  it('[UC31] days are those of the reader, whole', () => {
    const { date_from, date_to } = wireOf({ ...NO_FILTERS, from: '2026-11-20', to: '2026-11-20' });
    assert.equal(Date.parse(date_to!) - Date.parse(date_from!), 24 * 3600_000 - 1);
  });

  it('[UC32] files go up as they are chosen, with their progress, and can be stopped', async () => {
    const { actions, routes, store, told } = setUp();
    const uploads = () => store.getState().uploads[HERE] ?? [];
    const answer = held<unknown>();
    let progress: (part: number) => void = () => {};
    let signal: AbortSignal | undefined;
    routes.set(attachmentRoutes.upload.path, (args) => {
      const extra = args as { onProgress?: typeof progress; signal?: AbortSignal };
      if (extra.onProgress) progress = extra.onProgress;
      signal = extra.signal;
      return answer.promise;
    });
    const big = new File([new Uint8Array(1)], 'big.png');
    Object.defineProperty(big, 'size', { value: 11 * 1024 * 1024 });
    actions.uploads.attach(HERE, HERE, [new File(['x'], 'a.txt'), new File([], 'empty.txt'), big]);
    assert.deepEqual(
      uploads().map(({ name, error }) => [name, error === null]),
      [
        ['a.txt', true],
        ['empty.txt', false],
        ['big.png', false],
      ],
    );
    assert.equal(uploads()[1]!.error, 'This file is empty.');
    assert.equal(uploads()[2]!.error, 'This file has 11.5 MB; up to 10.5 MB can be sent.');
    await settled();
    progress(0.4);
    assert.equal(uploads()[0]!.progress, 0.4);
    actions.uploads.detach(HERE, uploads()[0]!.id);
    assert.equal(signal?.aborted, true);
    answer.reject(new DOMException('stopped', 'AbortError'));
    await settled();
    assert.equal(uploads().length, 2);
    const many = Array.from({ length: 12 }, (_, index) => new File(['x'], `${index}.txt`));
    actions.uploads.attach(HERE, HERE, many);
    assert.deepEqual([uploads().length, told.length], [10, 1]);
  });
});
