import assert from 'node:assert/strict';
import { channelRoutes } from '../../shared/protocol/channels.ts';
import { chatRoutes, type ResumeAnswer } from '../../shared/protocol/chat.ts';
import { ApiError } from '../net/api-error.ts';
import { unreadOf } from '../state/chat.ts';
import { HERE, held, idOf, ME, pageOf, range, said, settled, setUp } from './chat-test-support.ts';

const THERE = 'channel:d';
const missed = (part: Partial<ResumeAnswer> = {}): ResumeAnswer => ({ messages: [], changed: [], gap: false, ...part });

describe('what comes down the line', () => {
  it('[UC26] after the line was down it asks for what was missed, and shows all of it once', async () => {
    const { actions, begin, line, asksOf, numbers, store, noted } = setUp();
    await begin();
    actions.ears.heard('chat:sent', said(4));
    line.live = false;
    actions.ears.onDown();
    line.live = true;
    const edited = said(2, { content: 'edited', edited_at: '2026-01-01T00:00:09.000Z' });
    line.answer = () => missed({ messages: range(4, 7), changed: [edited] });
    actions.ears.onLive();
    await settled();
    assert.deepEqual(asksOf('chat:resume'), [{ after: idOf(4) }]);
    assert.deepEqual(numbers(), [1, 2, 3, 4, 5, 6, 7]);
    assert.equal(store.getState().conversations[HERE]!.messages[1]!.content, 'edited');
    // What was replayed comes again by the line.
    actions.ears.heard('chat:sent', said(6));
    assert.deepEqual(numbers(), [1, 2, 3, 4, 5, 6, 7]);
    assert.deepEqual(
      noted,
      range(4, 7).map(({ id }) => id),
    );
  });

  it('[UC26] asks again from the newest that was heard, also of what was said before the line first broke', async () => {
    const { actions, begin, line, asksOf } = setUp();
    await begin();
    line.answer = () => missed();
    actions.ears.onDown();
    actions.ears.onLive();
    await settled();
    // Nothing was heard: the heads of the lists are the newest that is known.
    assert.deepEqual(asksOf('chat:resume'), [{ after: idOf(3) }]);
  });

  it('[UC27] where too much was missed it reads the open conversation and the lists anew', async () => {
    const { actions, begin, line, history, numbers, callsOf, store } = setUp();
    await begin();
    actions.ears.heard('chat:sent', said(4));
    await actions.reading.open(THERE);
    await actions.reading.open(HERE);
    const lists = callsOf(channelRoutes.list).length;
    line.answer = ({ type }) => (type === 'chat:resume' ? missed({ gap: true }) : {});
    history.answer = () => pageOf(range(600, 649), { has_more: true, cursor: 'older' });
    actions.ears.onDown();
    actions.ears.onLive();
    await settled();
    assert.deepEqual([numbers()[0], numbers().at(-1), numbers().length], [600, 649, 50]);
    assert.equal(callsOf(channelRoutes.list).length, lists + 1);
    assert.equal(store.getState().conversations[THERE]!.phase, 'new');
  });

  it('[UC27] the server says that there was more than it tells again: it asks at once', async () => {
    const { actions, begin, line, numbers } = setUp();
    await begin();
    actions.ears.heard('chat:sent', said(4));
    line.answer = () => missed({ messages: range(5, 6) });
    actions.ears.heard('chat:gap', {});
    await settled();
    assert.deepEqual(numbers(), [1, 2, 3, 4, 5, 6]);
  });

  it('[UC27] asks again while the line stands and no answer came', async () => {
    const { actions, begin, line, numbers, pass } = setUp();
    await begin();
    actions.ears.heard('chat:sent', said(4));
    line.answer = () => Promise.reject(new ApiError(0, {}));
    actions.ears.onDown();
    actions.ears.onLive();
    await settled();
    line.answer = () => missed({ messages: [said(5)] });
    await pass(3000);
    assert.deepEqual(numbers(), [1, 2, 3, 4, 5]);
  });

  it('[UC28] counts what is said elsewhere, and marks what one sees as read, seldom', async () => {
    const { actions, begin, asksOf, store, pass } = setUp();
    await begin();
    await pass(5000);
    const marks = (): unknown[] => asksOf('chat:mark_read').map(({ message_id }) => message_id);
    const before = marks().length;
    for (const number of [4, 5, 6]) actions.ears.heard('chat:sent', said(number));
    actions.ears.heard('chat:sent', said(7, { channel_id: 'd', mentions: [ME] }));
    assert.deepEqual(marks().slice(before), [idOf(4)]);
    await pass(2000);
    assert.deepEqual(marks().slice(before), [idOf(4), idOf(6)]);
    assert.equal(unreadOf(store.getState(), HERE).unread, 0);
    const { unread, mentions } = unreadOf(store.getState(), THERE);
    assert.deepEqual([unread, mentions], [1, 1]);
    // Read on another device.
    actions.ears.heard('chat:read', { channel_id: 'd', zone_id: null, target_user_id: null, last_read_id: idOf(7) });
    assert.equal(unreadOf(store.getState(), THERE).unread, 0);
  });

  it('[UC28] what is said while one looks away is unread, with a rule where one left off', async () => {
    const { actions, begin, store } = setUp();
    await begin();
    store.setState({ watching: false });
    actions.ears.heard('chat:sent', said(4));
    actions.ears.heard('chat:sent', said(5));
    assert.equal(unreadOf(store.getState(), HERE).unread, 2);
    assert.equal(store.getState().conversations[HERE]!.divider, idOf(3));
  });

  it('[UC29] changes of reactions, pins and answers reach the message wherever it is shown', async () => {
    const { actions, begin, store } = setUp();
    await begin();
    const place = { server_id: 's', scope: 'channel', channel_id: 'c', zone_id: null, target_user_id: null } as const;
    actions.ears.heard('chat:reacted', { message_id: idOf(1), reactions: { '👍': ['ben'] }, ...place });
    actions.ears.heard('chat:threaded', { message_id: idOf(1), reply_count: 2, ...place });
    actions.ears.heard('chat:pinned', { ...said(2), is_pinned: true });
    const [first, second] = store.getState().conversations[HERE]!.messages;
    assert.deepEqual([first!.reactions, first!.reply_count, second!.is_pinned], [{ '👍': ['ben'] }, 2, true]);
    actions.ears.heard('chat:typing_changed', { user_id: 'ben', username: 'ben', is_typing: true, ...place });
    assert.equal(store.getState().typing[HERE]?.length, 1);
    // Whoever has sent it does not write any more.
    actions.ears.heard('chat:sent', said(4));
    assert.equal(store.getState().typing[HERE]?.length, 0);
  });

  it('[UC30] opens where one left off when much is unread, else at the end', async () => {
    const { actions, history, unread, heads, callsOf, store } = setUp();
    heads.last_message_id = idOf(500);
    unread.channels = [{ channel_id: 'c', unread: 99, mentions: 0, last_read_id: idOf(400) }];
    actions.ears.onLive();
    await settled();
    history.answer = () => pageOf(range(380, 429), { has_newer: true, has_more: true, cursor: 'x' });
    await actions.reading.open(HERE);
    const [first] = callsOf(chatRoutes.history);
    assert.equal((first!.args.query as Record<string, unknown>).around, idOf(400));
    assert.equal(store.getState().conversations[HERE]!.divider, idOf(400));
    assert.equal(store.getState().conversations[HERE]!.hasNewer, true);
  });

  it('[UC30] goes to a message in its place, and to the end where it is not there any more', async () => {
    const { actions, begin, history, store, numbers } = setUp();
    await begin(range(90, 95));
    history.answer = ({ around }) => (around ? pageOf(range(40, 49), { has_newer: true }) : pageOf(range(90, 95)));
    await actions.reading.jumpTo(HERE, idOf(45));
    assert.deepEqual([numbers()[0], store.getState().conversations[HERE]!.jump?.id], [40, idOf(45)]);
    history.answer = ({ around }) => {
      if (around) throw new ApiError(404, { code: 'chat/message_not_found' });
      return pageOf(range(90, 95));
    };
    await actions.reading.open(HERE, idOf(10));
    assert.deepEqual(numbers(), [90, 91, 92, 93, 94, 95]);
  });

  it('[UC30] an answer to what nobody wants any more is thrown away', async () => {
    const { actions, begin, history, numbers } = setUp();
    await begin(range(90, 95));
    const slow = held<unknown>();
    history.answer = ({ around }) => (around ? slow.promise : pageOf(range(90, 96)));
    const jumping = actions.reading.jumpTo(HERE, idOf(45));
    await settled();
    await actions.reading.newest(HERE);
    slow.resolve(pageOf(range(40, 49), { has_newer: true }));
    await jumping;
    assert.equal(numbers().at(-1), 96);
  });
});
