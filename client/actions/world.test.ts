import assert from 'node:assert/strict';
import type { Message } from '../../shared/protocol/chat.ts';
import { ApiError } from '../net/api-error.ts';
import type { WorldLink } from '../net/world.ts';
import type { WorldRoom } from '../net/world-room.ts';
import { createWorldSession } from '../state/world.ts';
import { createChatStore } from '../state/world-chat.ts';
import { createWorldActions } from './world.ts';

type Asked = { type: string; body: Record<string, unknown> };

function setUp(answer: (asked: Asked) => unknown) {
  const session = createWorldSession({ serverId: 's', userId: 'me', monotonic: () => 0 });
  const chat = createChatStore();
  const asked: Asked[] = [];
  const said: string[] = [];
  session.events.on('said', ({ content }) => said.push(content));
  const room = {
    request: async (type: string, body: Record<string, unknown>) => {
      asked.push({ type, body });
      return answer({ type, body });
    },
  } as unknown as WorldRoom;
  const line = { room: room as WorldRoom | null };
  const link: WorldLink = { room: () => line.room, close: () => {} };
  const actions = createWorldActions({ session, chat, link: () => link, onLeave: () => {}, onReturn: () => {} });
  return {
    session,
    chat,
    asked,
    said,
    actions,
    cut: () => {
      line.room = null;
    },
  };
}
const settled = async (): Promise<void> => {
  for (let i = 0; i < 10; i++) await Promise.resolve();
};
const stored = ({ body }: Asked): Message =>
  ({
    ...body,
    id: 'id-1',
    user_id: 'me',
    username: 'me',
    created_at: '2026-01-01T00:00:00.000Z',
  }) as unknown as Message;

describe('what one can do in a world', () => {
  it('[UW27] says something once, trimmed, and shows it over the head when the server has it', async () => {
    const { actions, asked, said, chat } = setUp(stored);
    actions.say('global', '  hello \n');
    assert.deepEqual(
      chat.getState().global.lines.map(({ state }) => state),
      ['sending'],
    );
    await settled();
    assert.equal(asked[0]!.body.content, 'hello');
    assert.match(String(asked[0]!.body.client_msg_id), /^[0-9a-f-]{36}$/);
    assert.deepEqual(
      chat.getState().global.lines.map(({ state }) => state),
      ['sent'],
    );
    assert.deepEqual(said, ['hello']);
  });

  it('[UW27] tells a refusal in plain words on the line, and sends it again under the same id', async () => {
    let refuse = true;
    const { actions, asked, chat } = setUp((one) => {
      if (refuse) throw new ApiError(429, { code: 'rate_limited', retry_after: 3 });
      return stored(one);
    });
    actions.say('proximity', 'hello');
    await settled();
    const [line] = chat.getState().proximity.lines;
    assert.equal(line!.error, 'You are writing very fast. Try again in 3 seconds.');
    refuse = false;
    actions.sayAgain(line!, 'proximity');
    await settled();
    assert.deepEqual(
      chat.getState().proximity.lines.map(({ state }) => state),
      ['sent'],
    );
    assert.equal(asked[0]!.body.client_msg_id, asked[1]!.body.client_msg_id);
  });

  it('[UW27] keeps what is said while the line is broken, to be sent later', async () => {
    const { actions, chat, cut, asked } = setUp(stored);
    cut();
    actions.say('global', 'hello');
    await settled();
    assert.deepEqual(asked, []);
    assert.equal(chat.getState().global.lines[0]!.state, 'failed');
    assert.match(chat.getState().global.lines[0]!.error ?? '', /being restored/);
  });

  it('[UW23] reads the newest page first, then older ones by cursor, one at a time', async () => {
    let page = 0;
    const { actions, asked } = setUp(() => ({ messages: [], has_more: ++page < 2, cursor: page < 2 ? 'next' : null }));
    await actions.loadOlder();
    await Promise.all([actions.loadOlder(), actions.loadOlder()]);
    await actions.loadOlder();
    assert.deepEqual(
      asked.map(({ body }) => body.before),
      [undefined, 'next'],
    );
  });

  it('[UW28] tells a refused action as a notice', async () => {
    const { actions, session } = setUp(() => {
      throw new ApiError(429, { code: 'rate_limited', message: 'Slow down.' });
    });
    await actions.emote('👋');
    assert.deepEqual(
      session.store.getState().notices.map(({ message }) => message),
      ['Slow down.'],
    );
  });
});
