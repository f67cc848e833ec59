import assert from 'node:assert/strict';
import { createGameMap } from '../../shared/maps/game-map.ts';
import { centreOf } from '../../shared/rules/movement.ts';
import type { RoomPort } from '../rooms/room-port.ts';
import { World } from '../world/world.ts';
import { MediaRoom } from './media-room.ts';

const AUDIO = { audio: true, video: false, screen: false, is_muted: false };

function setUp() {
  const map = createGameMap({
    ...{ width: 20, height: 20, tile_width: 32, tile_height: 32, blocked: new Uint8Array(400), zones: [] },
    spawns: [{ name: 'Spawn', x: 1, y: 1 }],
  });
  const world = new World({ map, zones: [], events: { zoneEntered() {}, zoneLeft() {}, refused() {} } });
  const answers: (() => void)[] = [];
  const media = new MediaRoom({
    room: {
      world,
      serverId: 'server',
      send: () => {},
    } as unknown as RoomPort,
    people: {
      playerOf: (id) => ({ username: id, status: 'online', media: 0 }),
      apartOf: () => undefined,
      requireVoice: async () => {},
    },
    sessions: {
      open: async () => {},
      // The database takes its time.
      change: () => new Promise<void>((resolve) => answers.push(resolve)),
      end: () => {},
      begin: async () => {},
    },
    ...{ exchange: undefined, meshMax: 8, maxWithExchange: 40 },
    onError: (error) => assert.fail(String(error)),
  });
  const enter = async (id: string, channel_id: string | null = null) => {
    const synced = { x: 0, y: 0, dir: 0, tick: 0, zone_id: '' };
    const body = world.add({ id, userId: `user-${id}`, synced, place: { x: centreOf(3), y: centreOf(3) }, now: 0 });
    await media.start(body, { ...AUDIO, channel_id });
    return body;
  };
  return { world, media, answers, enter };
}

describe('voice and video in a world', () => {
  it('[ME17] who leaves while the database answers is connected with nobody afterwards', async () => {
    const { world, media, answers, enter } = setUp();
    const ada = await enter('ada');
    const ben = await enter('ben');
    const again = media.start(ada, { ...AUDIO, channel_id: null });
    // Up to where the database is asked.
    for (let n = 0; n < 5; n++) await Promise.resolve();
    media.stop('ada');
    world.remove('ada');
    for (const answer of answers) answer();
    await again;
    assert.deepEqual(media.peersOf(ben), []);
  });

  it('[ME17] in a voice channel there is no bubble to shut', async () => {
    const { media, enter } = setUp();
    await enter('ada', 'lounge');
    await enter('ben', 'lounge');
    assert.throws(() => media.lock('ada', true), { code: 'media/nobody_to_lock_with' });
  });
});
