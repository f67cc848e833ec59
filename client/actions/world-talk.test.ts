import assert from 'node:assert/strict';
import { channelRoutes } from '../../shared/protocol/channels.ts';
import type { Message } from '../../shared/protocol/chat.ts';
import { serverRoutes } from '../../shared/protocol/servers.ts';
import { ApiError } from '../net/api-error.ts';
import { conversationOf, unreadOf } from '../state/chat.ts';
import { createWorldSession, type Person } from '../state/world.ts';
import { closeHud, showTab, useHud } from '../state/world-hud.ts';
import { HERE, idOf, ME, pageOf, range, refusal, SERVER, said, settled, setUp } from './chat-test-support.ts';
import { createWorldTalk } from './world-talk.ts';

const NEARBY = `nearby:${SERVER}` as const;
const near = (number: number, part: Partial<Message> = {}): Message =>
  said(number, { scope: 'proximity', channel_id: null, ...part });
const inZone = (number: number, zone_id: string): Message => said(number, { scope: 'zone', channel_id: null, zone_id });

/** Of the two channels `c` is the one where everyone meets. */
function stand() {
  const chat = setUp({ only: SERVER });
  const channels = ['c', 'd'].map((id) => ({
    ...{ id, server_id: SERVER, name: id, muted: false, last_message_id: null, is_default: id === 'c' },
  }));
  chat.routes.set(channelRoutes.list.path, () => ({ channels }));
  const session = createWorldSession({ serverId: SERVER, userId: ME, monotonic: () => 0 });
  const { store, actions } = chat;
  const { ears, end } = createWorldTalk({ session, store, actions });
  const aloud: string[] = [];
  session.events.on('said', ({ message, tab }) => aloud.push(`${tab} ${message.content}`));
  return {
    ...chat,
    ...{ session, ears, end, aloud },
    hear: (...messages: Message[]): void => {
      for (const message of messages) ears.heard('chat:sent', message);
    },
    goTo: (zoneId: string): void => {
      const me = { sessionId: 'own', userId: ME, zoneId } as Person;
      session.store.setState({ sessionId: 'own', people: new Map([['own', me]]) });
    },
    numbers: (key: typeof NEARBY | `channel:${string}` | `zone:${string}`): number[] =>
      conversationOf(store.getState(), key).messages.map(({ id }) => Number(id)),
    async live(): Promise<void> {
      ears.onLive();
      await settled();
    },
  };
}

describe('talk in a world', () => {
  beforeEach(closeHud);

  it('[UW20] shows what is said nearby and to everyone once and in order, however it comes', async () => {
    const { actions, live, hear, numbers, history, line } = stand();
    await live();
    hear(near(3), near(1), near(3));
    assert.deepEqual(numbers(NEARBY), [1, 3]);
    history.answer = () => pageOf(range(4, 6));
    await actions.reading.newest(HERE);
    line.answer = () => said(7, { user_id: ME, client_msg_id: 'way-1' });
    actions.writing.say(HERE, { content: 'mine' });
    await settled();
    hear(said(7, { user_id: ME, client_msg_id: 'way-1' }), said(6));
    assert.deepEqual(numbers(HERE), [4, 5, 6, 7]);
  });

  it('[UW21] shows an own word nearby at once; a refusal stays on its line until it is sent again or discarded', async () => {
    const { actions, live, line, store, asksOf } = stand();
    await live();
    line.answer = () => {
      throw refusal('chat/muted', { message: 'You are muted.' });
    };
    actions.writing.say(NEARBY, { content: '  hello ' });
    const lines = () => conversationOf(store.getState(), NEARBY).outgoing;
    assert.deepEqual(
      lines().map(({ content, state }) => [content, state]),
      [['hello', 'sending']],
    );
    await settled();
    assert.equal(lines()[0]!.error, 'You are muted.');
    assert.deepEqual(asksOf('chat:send')[0], {
      ...{ scope: 'proximity', server_id: SERVER, content: 'hello', client_msg_id: 'way-1' },
    });
    actions.writing.discard(NEARBY, 'way-1');
    assert.deepEqual(lines(), []);
  });

  it('[UW22] counts what comes where one does not look; the own and what is in view is read', async () => {
    const { actions, live, hear, store, asksOf } = stand();
    await live();
    const unread = (key: typeof NEARBY | typeof HERE) => unreadOf(store.getState(), key).unread;
    hear(near(1), near(2, { user_id: ME }), said(3));
    assert.deepEqual([unread(NEARBY), unread(HERE)], [1, 1]);
    actions.reading.watchBeside(NEARBY);
    assert.equal(unread(NEARBY), 0);
    hear(near(4), said(5));
    assert.deepEqual([unread(NEARBY), unread(HERE)], [0, 2]);
    await actions.reading.newest(HERE);
    hear(said(6));
    actions.reading.watchBeside(HERE);
    hear(near(7), said(8));
    assert.deepEqual([unread(NEARBY), unread(HERE)], [1, 0]);
    assert.deepEqual(asksOf('chat:mark_read'), [
      { scope: 'channel', channel_id: 'c', message_id: idOf(6), server_id: SERVER },
    ]);
    actions.reading.watchBeside(null);
    hear(said(9));
    assert.equal(unread(HERE), 1);
  });

  it('[UW22] reads in two places at once: the open conversation, and the talk beside it', async () => {
    const { actions, live, hear, store } = stand();
    await live();
    await actions.reading.open('channel:d');
    actions.reading.watch(true);
    actions.reading.watchBeside(NEARBY);
    hear(near(1), said(2, { channel_id: 'd' }));
    assert.deepEqual(
      [NEARBY, 'channel:d'].map((key) => unreadOf(store.getState(), key).unread),
      [0, 0],
    );
  });

  it('[UW23] follows the cursor of older pages; after a gap the newest is read anew, and nearby talk stays', async () => {
    const { actions, live, hear, history, numbers, line, ears } = stand();
    await live();
    const asked: unknown[] = [];
    history.answer = (query) => {
      asked.push(query.before);
      return query.before ? pageOf(range(1, 2)) : pageOf(range(3, 4), { has_more: true, cursor: 'before 3' });
    };
    await actions.reading.newest(HERE);
    await Promise.all([actions.reading.older(HERE), actions.reading.older(HERE)]);
    assert.deepEqual(asked, [undefined, 'before 3']);
    hear(near(5));
    line.answer = ({ type }) => (type === 'chat:resume' ? { messages: [], changed: [], gap: true } : {});
    ears.onDown();
    await live();
    assert.deepEqual([numbers(HERE), numbers(NEARBY)], [[], [5]]);
    history.answer = () => pageOf(range(80, 81), { has_more: true, cursor: 'before 80' });
    await actions.reading.newest(HERE);
    assert.deepEqual(numbers(HERE), [80, 81]);
  });

  it('[UW27] tells a refusal for speed in plain words, and sends it again under the same id', async () => {
    const { actions, live, line, store, asksOf, numbers } = stand();
    await live();
    line.answer = () => {
      throw new ApiError(429, { code: 'rate_limited', retry_after: 3 });
    };
    actions.writing.say(NEARBY, { content: 'hello' });
    await settled();
    const [own] = conversationOf(store.getState(), NEARBY).outgoing;
    assert.equal(own!.error, 'You are writing very fast. Try again in 3 seconds.');
    line.answer = () => near(1, { user_id: ME, client_msg_id: own!.id });
    actions.writing.sayAgain(NEARBY, own!);
    await settled();
    assert.deepEqual(numbers(NEARBY), [1]);
    assert.deepEqual(
      asksOf('chat:send').map(({ client_msg_id }) => client_msg_id),
      [own!.id, own!.id],
    );
  });

  it('[UW27] keeps what is said while the line is broken, and sends it when it stands again', async () => {
    const { actions, live, line, asksOf, store, ears } = stand();
    await live();
    line.live = false;
    ears.onDown();
    actions.writing.say(HERE, { content: 'hello' });
    await settled();
    assert.deepEqual(asksOf('chat:send'), []);
    assert.equal(conversationOf(store.getState(), HERE).outgoing[0]!.state, 'waiting');
    line.live = true;
    line.answer = ({ type }) =>
      type === 'chat:send' ? said(1, { user_id: ME, client_msg_id: 'way-1' }) : { messages: [], changed: [] };
    await live();
    assert.deepEqual(
      asksOf('chat:send').map(({ client_msg_id }) => client_msg_id),
      ['way-1'],
    );
    assert.deepEqual(conversationOf(store.getState(), HERE).outgoing, []);
  });

  it('[UW36] says aloud what is said nearby, in the own zone and to everyone, once, and nothing else', async () => {
    const { live, hear, aloud, goTo, store } = stand();
    await live();
    goTo('kitchen');
    const direct = said(6, { scope: 'direct', channel_id: null, target_user_id: ME });
    hear(near(1), inZone(2, 'kitchen'), said(3), said(4, { scope: 'global' }));
    hear(inZone(5, 'office'), direct, said(7, { channel_id: 'd' }), near(1), said(3));
    assert.deepEqual(aloud, ['nearby 1', 'zone 2', 'everyone 3', 'everyone 4']);
    store.setState({ blocks: [{ user_id: 'ben', username: 'ben' } as never] });
    hear(near(8), said(9));
    assert.equal(aloud.length, 4);
    goTo('');
    hear(inZone(10, 'kitchen'));
    assert.equal(aloud.length, 4);
  });

  it('[UW37] forgets the talk of a zone on leaving it, and closes its tab', async () => {
    const { live, hear, goTo, numbers, actions, history, session } = stand();
    await live();
    goTo('kitchen');
    showTab('zone');
    history.answer = () => pageOf([inZone(1, 'kitchen')]);
    await actions.reading.newest('zone:kitchen');
    hear(inZone(2, 'kitchen'));
    assert.deepEqual(numbers('zone:kitchen'), [1, 2]);
    // The room was joined afresh: nobody is known, and then one stands where one stood.
    session.store.setState({ people: new Map() });
    goTo('kitchen');
    assert.deepEqual([numbers('zone:kitchen'), useHud.getState().tab], [[1, 2], 'zone']);
    goTo('');
    assert.deepEqual([numbers('zone:kitchen'), useHud.getState().tab], [[], 'nearby']);
  });

  it('[UW37] counts nothing as unread that was said in a zone before one came', async () => {
    const { live, hear, goTo, store } = stand();
    await live();
    hear(inZone(1, 'hall'));
    goTo('hall');
    const unread = () => unreadOf(store.getState(), 'zone:hall').unread;
    assert.equal(unread(), 0);
    hear(inZone(2, 'hall'));
    assert.equal(unread(), 1);
  });

  it('[UW38] keeps the last five hundred words of nearby talk', async () => {
    const { live, hear, numbers } = stand();
    await live();
    for (let number = 1; number <= 520; number++) hear(near(number));
    assert.deepEqual([numbers(NEARBY)[0], numbers(NEARBY).length], [21, 500]);
  });

  it('[UW39] reads the one virtual server of the world', async () => {
    const { live, callsOf, store } = stand();
    await live();
    assert.equal(callsOf(serverRoutes.list).length, 0);
    assert.deepEqual(
      store.getState().servers?.map(({ id }) => id),
      [SERVER],
    );
  });
});
