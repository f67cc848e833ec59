import assert from 'node:assert/strict';
import { ApiError } from '../net/api-error.ts';
import type { WorldRoom } from '../net/world-room.ts';
import { createWorldSession } from '../state/world.ts';
import { createWorldActions } from './world.ts';

function setUp(answer: () => unknown) {
  const session = createWorldSession({ serverId: 's', userId: 'me', monotonic: () => 0 });
  const line = { room: { request: async () => answer() } as unknown as WorldRoom | null };
  const link = { room: () => line.room, close: () => {} };
  const actions = createWorldActions({ session, link: () => link, onLeave: () => {}, onReturn: () => {} });
  const notices = () => session.store.getState().notices.map(({ message }) => message);
  return { actions, line, notices };
}

describe('what one can do in a world', () => {
  it('[UW28] tells a refused action as a notice', async () => {
    const { actions, notices } = setUp(() => {
      throw new ApiError(429, { code: 'rate_limited', message: 'Slow down.' });
    });
    await actions.emote('👋');
    assert.deepEqual(notices(), ['Slow down.']);
  });

  it('[UW28] tells that the line is down where an action needs it', async () => {
    const { actions, line, notices } = setUp(() => ({}));
    line.room = null;
    await actions.setStatus('busy');
    assert.match(notices()[0] ?? '', /being restored/);
  });
});
