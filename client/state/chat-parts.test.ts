import assert from 'node:assert/strict';
import type { Message } from '../../shared/protocol/chat.ts';
import { keyOfMessage, keyOfPlace, partsOf, targetOf } from './chat-key.ts';
import { readTexts, writeTexts } from './chat-texts.ts';
import { changeInThread, hearReply, openThread } from './chat-thread.ts';
import { noteTyping, TYPIST_MAX_MS, typingWords } from './chat-typing.ts';
import { isUploading, readyUploads, sizeInWords, type Upload } from './chat-uploads.ts';

const place = { channel_id: null, zone_id: null, target_user_id: null };
const said = (part: Partial<Message>): Message =>
  ({
    id: '1',
    server_id: 's',
    user_id: 'ben',
    scope: 'channel',
    parent_message_id: null,
    ...place,
    ...part,
  }) as Message;

describe('the small parts of chat', () => {
  it('[UC14] a direct conversation is named by the other of the two, whoever writes', () => {
    assert.equal(keyOfPlace({ ...place, target_user_id: 'me' }, 'ben', 'me'), 'direct:ben');
    assert.equal(keyOfPlace({ ...place, target_user_id: 'ben' }, 'me', 'me'), 'direct:ben');
    assert.equal(keyOfMessage(said({ channel_id: 'c' }), 'me'), 'channel:c');
    assert.equal(keyOfMessage(said({ zone_id: 'z', scope: 'zone' }), 'me'), 'zone:z');
    assert.equal(keyOfMessage(said({ scope: 'proximity' }), 'me'), 'nearby:s');
    assert.equal(keyOfPlace(place, 'ben', 'me'), null);
    assert.deepEqual(partsOf('direct:a:b'), { kind: 'direct', id: 'a:b' });
    assert.deepEqual(targetOf('direct:ben'), { scope: 'direct', target_user_id: 'ben' });
    assert.deepEqual(targetOf('channel:c'), { scope: 'channel', channel_id: 'c' });
    assert.deepEqual(targetOf('zone:z'), { scope: 'zone', zone_id: 'z' });
  });

  it('[UC15] tells who writes, until they stop or nobody hears of them any more', () => {
    const ben = { userId: 'ben', username: 'Ben', isTyping: true };
    const cleo = { userId: 'cleo', username: 'Cleo', isTyping: true };
    const both = noteTyping(noteTyping([], ben, 0), cleo, 10);
    assert.equal(typingWords(both.map(({ username }) => username)), 'Ben and Cleo are writing…');
    assert.deepEqual(
      noteTyping(both, { ...ben, isTyping: false }, 20).map(({ username }) => username),
      ['Cleo'],
    );
    assert.equal(noteTyping(both, { ...cleo, userId: 'dora', isTyping: false }, 20), both);
    const later = noteTyping(both, { ...cleo }, TYPIST_MAX_MS + 5);
    assert.deepEqual(
      later.map(({ username }) => username),
      ['Cleo'],
    );
    assert.equal(typingWords([]), '');
    assert.equal(typingWords(['A']), 'A is writing…');
    assert.equal(typingWords(['A', 'B', 'C']), 'A, B and C are writing…');
    assert.equal(typingWords(['A', 'B', 'C', 'D']), 'Several people are writing…');
  });

  it('[UC16] what was begun is kept in this browser, for its author alone', () => {
    writeTexts('ada', { 'channel:c': 'half a thou', 'channel:d': '' });
    assert.deepEqual(readTexts('ada'), { 'channel:c': 'half a thou' });
    assert.deepEqual(readTexts('ben'), {});
    writeTexts('ada', { 'channel:c': '' });
    assert.deepEqual(readTexts('ada'), {});
  });

  it('[UC17] a thread holds the answers to its message, and the newer version of each', () => {
    const root = said({ id: 'r', channel_id: 'c' });
    const thread = openThread('channel:c', root);
    const reply = said({ id: 's', channel_id: 'c', parent_message_id: 'r' });
    const heard = hearReply(hearReply(thread, reply), reply);
    assert.deepEqual(
      heard?.replies.map(({ id }) => id),
      ['s'],
    );
    assert.equal(hearReply(thread, said({ id: 't', parent_message_id: 'another' })), thread);
    const edited = changeInThread(heard, 's', (message) => ({ ...message, content: 'new' }));
    assert.equal(edited?.replies[0]?.content, 'new');
    assert.equal(changeInThread(heard, 'r', (message) => ({ ...message, reply_count: 1 }))?.root.reply_count, 1);
    assert.equal(
      changeInThread(heard, 'unknown', (message) => message),
      heard,
    );
  });

  it('[UC18] files are sent once all of them are up, and sizes are told in the unit that suits', () => {
    const base: Upload = { id: '1', name: 'a', size: 1, type: '', progress: 0.5, attachment: null, error: null };
    const done = { ...base, id: '2', attachment: { id: 'x' } as Upload['attachment'] };
    assert.equal(isUploading([base, done]), true);
    assert.equal(isUploading([{ ...base, error: 'no' }, done]), false);
    assert.deepEqual(readyUploads([base, done]), [{ id: 'x' }]);
    assert.deepEqual([999, 1500, 10 * 1024 * 1024].map(sizeInWords), ['999 B', '2 kB', '10.5 MB']);
  });
});
