import assert from 'node:assert/strict';
import { createLru } from './lru.ts';

describe('the cache by weight', () => {
  it('[VS24] drops what was not asked for the longest', () => {
    const cache = createLru<string>(5, (text) => text.length);
    cache.set('a', 'aa');
    cache.set('b', 'bb');
    cache.get('a');
    cache.set('c', 'cc');
    assert.deepEqual([cache.get('a'), cache.get('b'), cache.get('c')], ['aa', undefined, 'cc']);
  });

  it('[VS24] keeps nothing that outweighs it, and counts a replaced value once', () => {
    const cache = createLru<string>(5, (text) => text.length);
    cache.set('a', 'aaaa');
    cache.set('huge', 'x'.repeat(6));
    assert.equal(cache.get('huge'), undefined);
    assert.equal(cache.get('a'), 'aaaa');
    cache.set('a', 'a');
    cache.set('b', 'bbbb');
    assert.deepEqual([cache.get('a'), cache.get('b')], ['a', 'bbbb']);
  });
});
