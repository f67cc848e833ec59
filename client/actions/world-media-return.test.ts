import assert from 'node:assert/strict';
import { createWorldSession } from '../state/world.ts';
import { createMediaState } from '../state/world-media.ts';
import { returnToTalk } from './world-media-return.ts';

const turns = async (): Promise<void> => {
  for (let n = 0; n < 20; n++) await Promise.resolve();
};

function setUp(kept: string | null, { allowed = true, now = 1000 } = {}) {
  const session = createWorldSession({ serverId: 'here', userId: 'ada', monotonic: () => 0 });
  const store = createMediaState({
    ...{ chosen: { microphone: null, camera: null, speaker: null }, pushToTalk: false, volumes: {}, mutedPeople: [] },
  });
  const done: string[] = [];
  const held = new Map(kept === null ? [] : [['atrium.talk', kept]]);
  let hide = (): void => {};
  returnToTalk({
    ...{ session, store, now: () => now, isAllowed: async () => allowed },
    actions: {
      setMicrophone: async () => void done.push('microphone'),
      setCamera: async () => void done.push('camera'),
      setMuted: (muted) => void done.push(`muted ${muted}`),
      joinVoice: async (id) => void done.push(`voice ${id}`),
      listen: async () => void done.push('listen'),
    },
    storage: {
      getItem: (key) => held.get(key) ?? null,
      setItem: (key, text) => void held.set(key, text),
      removeItem: (key) => void held.delete(key),
    },
    onHide: (run) => {
      hide = run;
      return () => {};
    },
  });
  const enter = () => session.store.setState({ phase: 'live', welcomed: true });
  return { session, store, done, held, hide: () => hide(), enter };
}
const TALK = { serverId: 'here', at: 900, audio: true, video: true, muted: true, channelId: null };

describe('a page that is loaded anew', () => {
  it('[CM31] goes on with the talk that it was in, once one is in the world', async () => {
    const { done, held, enter } = setUp(JSON.stringify(TALK));
    await turns();
    assert.deepEqual(done, []);
    enter();
    await turns();
    assert.deepEqual(done, ['muted true', 'listen', 'microphone', 'camera']);
    assert.equal(held.size, 0, 'once');
  });

  it('[CM31] asks for nothing that is not allowed, and goes back to a voice channel', async () => {
    const { done, enter } = setUp(JSON.stringify({ ...TALK, muted: false, channelId: 'lounge' }), { allowed: false });
    enter();
    await turns();
    assert.deepEqual(done, ['voice lounge']);
  });

  it('[CM31] begins silent in another world, after a minute, and with nonsense', async () => {
    for (const kept of [
      JSON.stringify({ ...TALK, serverId: 'there' }),
      JSON.stringify({ ...TALK, at: 900 - 60_000 }),
      ...['{', '7', 'null'],
      null,
    ]) {
      const { done, enter } = setUp(kept);
      enter();
      await turns();
      assert.deepEqual(done, [], String(kept));
    }
  });

  it('[CM31] keeps a talk when it goes, and nothing without one', () => {
    const { held, hide, store } = setUp(null);
    hide();
    assert.equal(held.size, 0);
    store.setState({ phase: 'on', audio: true });
    hide();
    assert.deepEqual(JSON.parse(held.get('atrium.talk')!), {
      ...{ serverId: 'here', at: 1000, audio: true, video: false, muted: false, channelId: null },
    });
  });
});
