import assert from 'node:assert/strict';
import type { Channel, Overwrite } from '../../../../shared/protocol/channels.ts';
import { changesOf, isReadOnly, withReadOnly } from './channel-form.ts';

const rule = (part: Partial<Overwrite>): Overwrite => ({ role: null, user_id: null, allow: [], deny: [], ...part });

describe('the form of a channel', () => {
  it('[UC51] lets members read only and write again, and leaves all other rules as they are', () => {
    const ofBen = rule({ user_id: 'ben', allow: ['send'] });
    const members = rule({ role: 'MEMBER', allow: ['send', 'react'], deny: ['attach'] });
    assert.equal(isReadOnly([ofBen, members]), false);
    const closed = withReadOnly([ofBen, members], true);
    assert.equal(isReadOnly(closed), true);
    assert.deepEqual(closed, [rule({ role: 'MEMBER', allow: ['react'], deny: ['attach', 'send'] }), ofBen]);
    assert.deepEqual(withReadOnly(closed, false), [
      rule({ role: 'MEMBER', allow: ['react'], deny: ['attach'] }),
      ofBen,
    ]);
    // A rule that says nothing any more is none.
    assert.deepEqual(withReadOnly(withReadOnly([], true), false), []);
    assert.deepEqual(withReadOnly(withReadOnly([], true), true), withReadOnly([], true));
  });

  it('[UC51] sends what differs and nothing else', () => {
    const channel = { name: 'lamps', topic: '', category: null, overwrites: null, slow_mode_seconds: 0 } as Channel;
    assert.deepEqual(changesOf(channel, { name: 'lamps', topic: '', category: null, overwrites: [] }), {});
    assert.deepEqual(changesOf(channel, { name: 'lights', topic: '', slow_mode_seconds: 5 }), {
      ...{ name: 'lights', slow_mode_seconds: 5 },
    });
  });
});
