import assert from 'node:assert/strict';
import { CLOSE, FINAL_CLOSES } from '../../shared/protocol/close-codes.ts';
import type { MapDocument } from '../../shared/protocol/maps.ts';
import { createWorldSession } from '../state/world.ts';
import { ApiError } from './api-error.ts';
import { CHAT_EVENTS } from './chat-carrier.ts';
import { backoff } from './wait.ts';
import { endingOfClose, openWorld } from './world.ts';
import type { RoomState, WorldRoom } from './world-room.ts';

const DOCUMENT: MapDocument = {
  format: 1,
  width: 4,
  height: 2,
  tilewidth: 32,
  tileheight: 32,
  background_color: null,
  tilesets: [],
  layers: [],
  blocked: 'AA==',
  zones: [],
  spawns: [{ name: '', x: 0, y: 0 }],
};

/** A room that tests speak for. */
function standIn(sessionId: string) {
  const heard = new Map<string, (body: never) => void>();
  const state = { players: new Map<string, unknown>(), zones: new Map<string, unknown>() };
  const calls = { left: 0 };
  let listeners: Record<'state' | 'drop' | 'resume' | 'leave', (code: number) => void>;
  const none = (): void => {};
  listeners = { state: none, drop: none, resume: none, leave: none };
  const room: WorldRoom = {
    sessionId,
    state: () => state as unknown as RoomState,
    send: none,
    request: () => Promise.reject(new Error('not asked')),
    on: (type, listener) => void heard.set(type, listener as (body: never) => void),
    onState: (listener) => {
      listeners.state = listener;
    },
    onDrop: (listener) => {
      listeners.drop = listener;
    },
    onResume: (listener) => {
      listeners.resume = listener;
    },
    onLeave: (listener) => {
      listeners.leave = listener;
    },
    leave: () => {
      calls.left++;
    },
  };
  return {
    room,
    calls,
    say: (type: string, body: unknown) => heard.get(type)!(body as never),
    drop: () => listeners.drop(1006),
    resume: () => listeners.resume(0),
    close: (code: number) => listeners.leave(code),
    player: (id: string, player: object) => {
      state.players.set(id, { username: '', avatar_id: '', status: 'online', zone_id: '', media: 0, ...player });
      listeners.state(0);
    },
    gone: (id: string) => {
      state.players.delete(id);
      listeners.state(0);
    },
  };
}

function setUp(options: { joins: (() => ReturnType<typeof standIn>)[] }) {
  const session = createWorldSession({ serverId: 's', userId: 'me', monotonic: () => 0 });
  const heard: string[] = [];
  const waits: number[] = [];
  const media: string[] = [];
  const answers = [...options.joins];
  const rooms: ReturnType<typeof standIn>[] = [];
  let lives = 0;
  let maps = 0;
  const link = openWorld({
    session,
    ears: {
      heard: (type) => void heard.push(type),
      onLive: () => {
        lives++;
        heard.push('live');
      },
      onDown: () => void heard.push('down'),
    },
    media: {
      heard: (type) => void media.push(type),
      onLive: (isFresh) => void media.push(isFresh ? 'fresh' : 'same'),
      onDown: () => void media.push('down'),
    },
    join: async () => {
      const answer = answers.shift();
      if (!answer) return new Promise(() => {});
      const made = answer();
      rooms.push(made);
      return made.room;
    },
    loadMap: async () => ({ hash: `map ${++maps}`, document: DOCUMENT }),
    wait: async (ms) => void waits.push(ms),
    random: () => 1,
  });
  const state = () => session.store.getState();
  return { session, heard, media, link, waits, rooms, state, lives: () => lives, maps: () => maps };
}

const turns = async (count = 20): Promise<void> => {
  for (let i = 0; i < count; i++) await Promise.resolve();
};
const refuse = (status: number) => (): never => {
  throw new ApiError(status, status === 0 ? {} : { message: 'no' });
};

describe('the connection of a stay', () => {
  it('[UW10] joins again with a growing wait while no server answers, then is live', async () => {
    const { waits, state, lives } = setUp({ joins: [refuse(0), refuse(503), refuse(429), () => standIn('a')] });
    await turns(40);
    assert.deepEqual(waits, [1000, 2000, 4000]);
    assert.equal(state().phase, 'live');
    assert.equal(state().attempt, 0);
    assert.equal(lives(), 1);
  });

  it('[UW10] waits between half and the whole of at most 15 s', () => {
    for (let attempt = 1; attempt < 20; attempt++) {
      const [least, most] = [backoff(attempt, () => 0), backoff(attempt, () => 1)];
      assert.ok(most <= 15_000 && least >= 500 && least * 2 === most, `${attempt}`);
    }
  });

  it('[UW11] is over, with the reason, where the server says no', async () => {
    for (const status of [400, 401, 403, 404]) {
      const { state, waits } = setUp({ joins: [refuse(status)] });
      await turns();
      assert.equal(state().phase, 'ended');
      assert.equal(state().ending?.message, 'no');
      assert.deepEqual(waits, []);
    }
  });

  it('[UW11] is over after each final close, with words of its own, and joins again after others', async () => {
    for (const code of [...FINAL_CLOSES, CLOSE.GOING_AWAY, CLOSE.TOO_SLOW, 4003, 1006]) {
      const { rooms, state, waits } = setUp({ joins: [() => standIn('a'), () => standIn('b')] });
      await turns();
      rooms[0]!.close(code);
      await turns();
      const isFinal = FINAL_CLOSES.includes(code);
      assert.equal(state().phase, isFinal ? 'ended' : 'live', `${code}`);
      assert.equal(state().sessionId, isFinal ? 'a' : 'b', `${code}`);
      assert.deepEqual(waits, isFinal ? [] : [1000], 'not everybody at the same moment');
    }
    const titles = FINAL_CLOSES.map((code) => endingOfClose(code).title);
    assert.equal(new Set(titles).size, titles.length);
  });

  it('[UW12] says that it reconnects while the line is broken, and no room takes messages', async () => {
    const { link, rooms, state, lives } = setUp({ joins: [() => standIn('a')] });
    await turns();
    assert.ok(link.room());
    rooms[0]!.drop();
    assert.equal(state().phase, 'reconnecting');
    assert.equal(link.room(), null);
    rooms[0]!.resume();
    assert.equal(state().phase, 'live');
    assert.ok(link.room());
    assert.equal(lives(), 2, 'what was said meanwhile is read');
  });

  it('[UW35] carries all news of chat, says when the line stands and when it does not, and answers nothing meanwhile', async () => {
    const { link, rooms, heard } = setUp({ joins: [() => standIn('a'), () => standIn('b')] });
    assert.equal(link.isLive(), false);
    await turns();
    const [room] = rooms;
    assert.equal(link.isLive(), true);
    for (const type of CHAT_EVENTS) room!.say(type, {});
    assert.deepEqual(heard.splice(0), ['live', ...CHAT_EVENTS]);
    room!.drop();
    assert.equal(link.isLive(), false);
    await assert.rejects(link.request('chat:resume', { after: 'x' }), (error) => {
      assert.ok(error instanceof ApiError && error.status === 0);
      return true;
    });
    room!.resume();
    room!.close(CLOSE.GOING_AWAY);
    await turns();
    // What an earlier room still says is not of this one.
    room!.say('chat:sent', {});
    assert.deepEqual(heard, ['down', 'live', 'down', 'live']);
    assert.equal(link.isLive(), true);
    rooms[1]!.close(CLOSE.KICKED);
    assert.equal(heard.at(-1), 'down');
  });

  it('[UW13] takes the tick from the welcome and another map when the room walks on another one', async () => {
    const { session, rooms, state, maps } = setUp({ joins: [() => standIn('a')] });
    await turns();
    assert.equal(state().map?.hash, 'map 1');
    rooms[0]!.say('world:welcome', { tick: 77, map_hash: 'map 1' });
    assert.equal(session.clock.step(), 77);
    await turns();
    assert.equal(maps(), 1);
    rooms[0]!.say('world:welcome', { tick: 80, map_hash: 'map 2' });
    await turns();
    assert.equal(state().map?.hash, 'map 2');
  });

  it('[UW14] writes people into the store only when something that is read there changed', async () => {
    const { session, rooms, state } = setUp({ joins: [() => standIn('a')] });
    await turns();
    const [room] = rooms;
    room!.player('a', { user_id: 'me', x: 32, y: 32, dir: 0, tick: 5 });
    room!.player('b', { user_id: 'other', x: 96, y: 32, dir: 0, tick: 5 });
    const before = state().people;
    assert.equal(before.size, 2);
    assert.deepEqual(session.self.segment, { x: 32, y: 32, dir: 0, tick: 5 });
    assert.deepEqual([...session.walkers.keys()], ['b']);
    room!.player('b', { user_id: 'other', x: 96, y: 32, dir: 7, tick: 9 });
    assert.equal(state().people, before, 'a turn is for the frames alone');
    assert.equal(session.walkers.get('b')!.version, 1);
    room!.player('b', { user_id: 'other', x: 96, y: 32, dir: 7, tick: 9, status: 'busy' });
    assert.equal(state().people.get('b')!.status, 'busy');
    room!.gone('b');
    assert.equal(state().people.size, 1);
    assert.equal(session.walkers.size, 0);
  });

  it('[UW14] forgets everybody when it joins afresh', async () => {
    const { session, rooms, state } = setUp({ joins: [() => standIn('a'), () => standIn('b')] });
    await turns();
    rooms[0]!.player('x', { user_id: 'other', x: 96, y: 32, dir: 0, tick: 5 });
    rooms[0]!.close(CLOSE.GOING_AWAY);
    await turns();
    assert.equal(state().people.size, 0);
    assert.equal(session.walkers.size, 0);
    assert.equal(session.self.segment, null);
  });

  it('[CM26] tells voice and video whether the session in the room is the same one', async () => {
    const { rooms, media } = setUp({ joins: [() => standIn('a'), () => standIn('b')] });
    await turns();
    rooms[0]!.say('media:peers', {});
    rooms[0]!.drop();
    rooms[0]!.resume();
    rooms[0]!.close(CLOSE.GOING_AWAY);
    await turns();
    // What comes late, of the session before.
    rooms[0]!.say('media:peers', {});
    assert.deepEqual(media, ['fresh', 'media:peers', 'down', 'same', 'down', 'fresh']);
  });

  it('[UW12] leaves for good: nothing joins after it', async () => {
    const { link, rooms, state } = setUp({ joins: [() => standIn('a'), () => standIn('b')] });
    await turns();
    link.close();
    assert.equal(rooms[0]!.calls.left, 1);
    rooms[0]!.close(1006);
    await turns();
    assert.equal(rooms.length, 1);
    assert.equal(state().sessionId, 'a');
  });
});
