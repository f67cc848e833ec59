import assert from 'node:assert/strict';
import type { Message } from '../../shared/protocol/chat.ts';
import { ApiError } from '../net/api-error.ts';
import { HERE, held, ME, refusal, said, settled, setUp } from './chat-test-support.ts';
import { toggled } from './chat-writing.ts';

/** What the server makes of a send. */
const taken = (number: number, body: Record<string, unknown>): Message =>
  said(number, { user_id: ME, content: String(body.content), client_msg_id: String(body.client_msg_id) });

describe('saying something', () => {
  it('[UC20] is shown at once, sent trimmed under one id, and takes its place when the server has it', async () => {
    const { actions, begin, line, asksOf, outgoing, numbers } = setUp();
    await begin();
    const answer = held<Message>();
    line.answer = () => answer.promise;
    actions.writing.say(HERE, { content: '  hello \n' });
    assert.deepEqual(
      outgoing().map(({ content, state }) => [content, state]),
      [['hello', 'sending']],
    );
    await settled();
    const [body] = asksOf('chat:send');
    assert.deepEqual(body, {
      scope: 'channel',
      channel_id: 'c',
      server_id: 's',
      content: 'hello',
      client_msg_id: 'way-1',
    });
    answer.resolve(taken(4, body!));
    await settled();
    assert.deepEqual([numbers(), outgoing().length], [[1, 2, 3, 4], 0]);
    // The same comes down the line as well, before or after the answer.
    actions.ears.heard('chat:sent', taken(4, body!));
    assert.deepEqual(numbers(), [1, 2, 3, 4]);
  });

  it('[UC20] goes out one after the other, in the order in which it was written', async () => {
    const { actions, begin, line, asksOf, numbers } = setUp();
    await begin();
    let next = 4;
    const answers = [held<void>(), held<void>()];
    line.answer = async ({ type, body }) => {
      if (type !== 'chat:send') return {};
      await answers[next - 4]!.promise;
      return taken(next++, body);
    };
    actions.writing.say(HERE, { content: 'one' });
    actions.writing.say(HERE, { content: 'two' });
    await settled();
    assert.equal(asksOf('chat:send').length, 1);
    answers[0]!.resolve();
    await settled();
    assert.deepEqual(
      asksOf('chat:send').map(({ content }) => content),
      ['one', 'two'],
    );
    answers[1]!.resolve();
    await settled();
    assert.deepEqual(numbers(), [1, 2, 3, 4, 5]);
  });

  it('[UC21] waits while the line is down, says so, and goes out by itself under the same id', async () => {
    const { actions, begin, line, asksOf, outgoing, numbers } = setUp();
    await begin();
    line.live = false;
    actions.ears.onDown();
    actions.writing.say(HERE, { content: 'later' });
    await settled();
    assert.deepEqual([outgoing()[0]!.state, asksOf('chat:send').length], ['waiting', 0]);
    line.live = true;
    line.answer = ({ type, body }) =>
      type === 'chat:send' ? taken(4, body) : { messages: [], changed: [], gap: false };
    actions.ears.onLive();
    await settled();
    assert.equal(asksOf('chat:send')[0]!.client_msg_id, 'way-1');
    assert.deepEqual([numbers(), outgoing().length], [[1, 2, 3, 4], 0]);
  });

  it('[UC21] is tried again under the same id where the line broke before the answer or the server was away', async () => {
    for (const fault of [new ApiError(0, {}), new ApiError(503, { code: 'unavailable' })]) {
      const { actions, begin, line, asksOf, outgoing, numbers, pass } = setUp();
      await begin();
      line.answer = () => Promise.reject(fault);
      actions.writing.say(HERE, { content: 'again' });
      await settled();
      assert.equal(outgoing()[0]!.state, 'waiting');
      line.answer = ({ body }) => taken(4, body);
      await pass(3000);
      assert.deepEqual(
        asksOf('chat:send').map(({ client_msg_id }) => client_msg_id),
        ['way-1', 'way-1'],
      );
      assert.deepEqual(numbers(), [1, 2, 3, 4]);
    }
  });

  it('[UC22] what was refused says why, and can be sent again or thrown away', async () => {
    const { actions, begin, line, outgoing, asksOf } = setUp();
    await begin();
    line.answer = () => Promise.reject(refusal('chat/cannot_send'));
    actions.writing.say(HERE, { content: 'no' });
    await settled();
    const [failed] = outgoing();
    assert.deepEqual([failed!.state, failed!.error], ['failed', 'You can read this channel, but not write in it.']);
    actions.writing.sayAgain(HERE, failed!);
    await settled();
    assert.deepEqual(
      asksOf('chat:send').map(({ client_msg_id }) => client_msg_id),
      ['way-1', 'way-1'],
    );
    actions.writing.discard(HERE, 'way-1');
    assert.equal(outgoing().length, 0);
  });

  it('[UC22] slow mode and a mute say until when; what is held leaves with a word', async () => {
    const { actions, begin, line, outgoing, store, told, clock } = setUp();
    await begin();
    const until = new Date(clock.now + 60_000).toISOString();
    for (const [fault, lasts, isFirm] of [
      [refusal('chat/slow_mode', { retry_after: 30 }), 30_000, true],
      // A moderator may lift it.
      [refusal('chat/muted', { details: { until } }), 60_000, false],
    ] as const) {
      line.answer = () => Promise.reject(fault);
      actions.writing.say(HERE, { content: 'fast' });
      await settled();
      const pause = store.getState().pauses[HERE];
      assert.deepEqual([pause?.until, pause?.isFirm], [clock.now + lasts, isFirm]);
      actions.writing.discard(HERE, outgoing()[0]!.id);
    }
    line.answer = ({ type, body }) => (type === 'chat:send' ? taken(4, body) : {});
    actions.writing.say(HERE, { content: 'again' });
    await settled();
    assert.equal(store.getState().pauses[HERE], undefined);
    line.answer = () => Promise.reject(refusal('chat/held'));
    actions.writing.say(HERE, { content: 'hmm' });
    await settled();
    assert.deepEqual([outgoing().length, told.length], [0, 1]);
    line.answer = () => Promise.reject(refusal('rate_limited', { retry_after: 1.2 }));
    actions.writing.say(HERE, { content: 'faster' });
    await settled();
    assert.equal(outgoing()[0]!.error, 'You are writing very fast. Try again in 2 seconds.');
  });

  it('[UC23] a reaction is shown at once, and taken back where the server refuses it', async () => {
    const { actions, begin, line, store, told } = setUp();
    await begin();
    const reactionsOf = (): unknown => store.getState().conversations[HERE]!.messages[0]!.reactions;
    const answer = held<unknown>();
    line.answer = () => answer.promise;
    const reacting = actions.writing.react(store.getState().conversations[HERE]!.messages[0]!, '👍');
    assert.deepEqual(reactionsOf(), { '👍': [ME] });
    answer.resolve({ message_id: '0001', reactions: { '👍': ['ben', ME] } });
    await reacting;
    assert.deepEqual(reactionsOf(), { '👍': ['ben', ME] });
    line.answer = () => Promise.reject(refusal('chat/too_many_reactions'));
    await actions.writing.react(store.getState().conversations[HERE]!.messages[0]!, '🎉');
    assert.deepEqual([reactionsOf(), told.length], [{ '👍': ['ben', ME] }, 1]);
    assert.deepEqual(toggled({ '👍': [ME] }, '👍', ME), {});
  });

  it('[UC24] a deleted message leaves a shell, which no late edit fills again', async () => {
    const { actions, begin, line, store } = setUp();
    await begin([said(1, { user_id: ME, content: 'oops' })]);
    const message = (): Message => store.getState().conversations[HERE]!.messages[0]!;
    line.answer = () => ({ ...message(), content: 'ouch', edited_at: '2026-01-01T00:00:01.000Z' });
    await actions.writing.edit(message(), ' ouch ');
    assert.equal(message().content, 'ouch');
    const edited = message();
    line.answer = () => ({});
    await actions.writing.remove(message());
    assert.deepEqual([message().content, message().deleted_at !== null], ['', true]);
    actions.ears.heard('chat:edited', edited);
    assert.equal(message().content, '');
  });

  it('[UC25] tells that one writes seldom, and that one does not any more', async () => {
    const { actions, begin, asksOf, clock } = setUp();
    await begin();
    const states = (): unknown[] => asksOf('chat:typing').map(({ is_typing }) => is_typing);
    actions.typing.noteKey(HERE, 'h');
    actions.typing.noteKey(HERE, 'he');
    assert.deepEqual(states(), [true]);
    clock.now += 3000;
    actions.typing.noteKey(HERE, 'hel');
    assert.deepEqual(states(), [true, true]);
    actions.typing.noteKey(HERE, '');
    actions.typing.noteKey(HERE, '');
    assert.deepEqual(states(), [true, true, false]);
  });
});
