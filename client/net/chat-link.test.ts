import assert from 'node:assert/strict';
import { CLOSE, FINAL_CLOSES } from '../../shared/protocol/close-codes.ts';
import { ApiError } from './api-error.ts';
import { type ChatEnding, endingOfClose, openChat } from './chat-link.ts';
import type { HubRoom } from './hub-room.ts';

/** A room that tests speak for. */
function standIn() {
  const none = (): void => {};
  const on = { event: none as (type: string, body: unknown) => void, drop: none, resume: none };
  let leave: (code: number) => void = none;
  const calls = { left: 0 };
  const room = {
    request: async () => ({}),
    onEvent: (listener: typeof on.event) => {
      on.event = listener;
    },
    onDrop: (listener: () => void) => {
      on.drop = listener;
    },
    onResume: (listener: () => void) => {
      on.resume = listener;
    },
    onLeave: (listener: typeof leave) => {
      leave = listener;
    },
    leave: () => {
      calls.left++;
    },
  } as unknown as HubRoom;
  return { room, calls, on, leave: (code: number) => leave(code) };
}
const settled = async (): Promise<void> => {
  for (let turn = 0; turn < 20; turn++) await Promise.resolve();
};

function setUp(joins: (HubRoom | ApiError)[]) {
  const words: string[] = [];
  const waits: number[] = [];
  const endings: ChatEnding[] = [];
  const link = openChat({
    ears: {
      heard: (type) => words.push(type),
      onLive: () => words.push('live'),
      onDown: () => words.push('down'),
    },
    join: async () => {
      const next = joins.shift();
      if (!next || next instanceof ApiError) throw next ?? new ApiError(0, {});
      return next;
    },
    wait: async (ms) => {
      waits.push(ms);
      if (joins.length === 0) await new Promise(() => {});
    },
    random: () => 0.5,
    onAttempt: (attempt) => words.push(`try ${attempt}`),
    onEnd: (ending) => endings.push(ending),
  });
  return { link, words, waits, endings };
}

describe('the line of the chat page', () => {
  it('[UC33] joins again and again while the server is away, ever more seldom', async () => {
    const { room } = standIn();
    const away = new ApiError(0, {});
    const busy = new ApiError(503, { code: 'unavailable' });
    const { link, words, waits } = setUp([away, busy, away, room]);
    await settled();
    assert.deepEqual(words, ['try 1', 'try 2', 'try 3', 'live']);
    assert.ok(waits[0]! < waits[1]! && waits[1]! < waits[2]!, String(waits));
    assert.equal(link.isLive(), true);
  });

  it('[UC33] a line that broke is resumed, and what is asked meanwhile is refused at once', async () => {
    const { room, on } = standIn();
    const { link, words } = setUp([room]);
    await settled();
    on.event('chat:sent', {});
    on.drop();
    assert.equal(link.isLive(), false);
    await assert.rejects(link.request('chat:unread', {}), (error: ApiError) => error.status === 0);
    on.resume();
    assert.deepEqual(words, ['live', 'chat:sent', 'down', 'live']);
    assert.deepEqual(await link.request('chat:unread', {}), {});
  });

  it('[UC33] a room that closed is joined anew; what the old one still says is not heard', async () => {
    const [first, second] = [standIn(), standIn()];
    const { link, words } = setUp([first.room, second.room]);
    await settled();
    first.leave(CLOSE.GOING_AWAY);
    await settled();
    assert.deepEqual(words, ['live', 'down', 'live']);
    first.on.event('chat:sent', {});
    first.leave(1006);
    assert.equal(words.length, 3);
    link.close();
    assert.equal(second.calls.left, 1);
  });

  it('[UC34] a close that is final ends it, with the reason in plain words', async () => {
    for (const code of FINAL_CLOSES) {
      const { room, leave } = standIn();
      const { endings, words } = setUp([room, standIn().room]);
      await settled();
      leave(code);
      await settled();
      assert.deepEqual([endings.length, words], [1, ['live', 'down']], String(code));
    }
    assert.equal(endingOfClose(CLOSE.SESSION_REVOKED).title, 'You were signed out');
  });

  it('[UC34] a refusal that no further try can change ends it', async () => {
    const { endings } = setUp([new ApiError(426, {})]);
    await settled();
    assert.equal(endings[0]!.title, 'This page is out of date');
    const signedOut = setUp([new ApiError(401, { code: 'auth/token_invalid' })]);
    await settled();
    assert.equal(signedOut.endings[0]!.title, 'You are signed out');
  });

  it('[UC34] who left while it was joining is not on the line afterwards', async () => {
    const { room, calls } = standIn();
    const { link, words } = setUp([room]);
    link.close();
    await settled();
    assert.deepEqual([calls.left, words], [1, []]);
  });
});
