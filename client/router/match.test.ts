import assert from 'node:assert/strict';
import { match, safeNext } from './match.ts';

describe('addresses', () => {
  it('[UI7] matches whole paths and reads their parameters', () => {
    const pattern = '/servers/:server_id/settings/:tab';
    assert.deepEqual(match(pattern, '/servers/abc/settings/map'), { server_id: 'abc', tab: 'map' });
    assert.deepEqual(match('/invite/:code', '/invite/a%20b/'), { code: 'a b' });
    assert.deepEqual(match('/', '/'), {});
    for (const path of ['/servers/abc/settings', '/servers/abc/settings/map/more', '/Servers/abc/settings/map']) {
      assert.equal(match(pattern, path), null, path);
    }
  });

  it('[UI7] takes a broken escape for no match instead of failing', () => {
    assert.equal(match('/invite/:code', '/invite/%E0%A4%A'), null);
  });

  it('[UI8] goes on after signing in to pages of ours only', () => {
    assert.equal(safeNext('/invite/abc?x=1'), '/invite/abc?x=1');
    const wrong = [null, '', 'https://evil.example', '//evil.example', '/\\evil.example', 'javascript:alert(1)'];
    for (const next of [...wrong, '/login', '/register?next=%2F', '/ok\nSet-Cookie', '/a\\b']) {
      assert.equal(safeNext(next), '/', String(next));
    }
  });
});
