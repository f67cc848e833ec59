import assert from 'node:assert/strict';
import { type Corpus, type CorpusMessage, createCorpus, ELSEWHERE_WORD, YEAR_MS } from './chat-corpus.ts';

const END = Date.UTC(2026, 10, 25);
const TOTAL = 20_000;

describe('a year of chat for the load test', () => {
  const options = { messages: TOTAL, seed: 7, end: END };
  let corpus: Corpus;
  let messages: CorpusMessage[];
  before(() => {
    corpus = createCorpus(options);
    messages = [...corpus.messages()];
  });

  it('[LT14] is the same for the same seed and another for another', () => {
    const first = (made: Corpus) => made.messages().next().value;
    assert.deepEqual(first(createCorpus(options)), messages[0]);
    assert.notEqual((first(createCorpus({ ...options, seed: 8 })) as CorpusMessage).content, messages[0]!.content);
    assert.deepEqual([...corpus.messages()].length, TOTAL);
  });

  it('[LT14] spreads over a year, with ids that grow and tell the time', () => {
    for (const [index, { id, at }] of messages.entries()) {
      assert.match(id, /^[\da-f]{8}-[\da-f]{4}-7[\da-f]{3}-8[\da-f]{3}-[\da-f]{12}$/);
      assert.equal(Number.parseInt(id.slice(0, 13).replace('-', ''), 16), at);
      assert.ok(index === 0 || at >= messages[index - 1]!.at);
      assert.ok(at >= END - YEAR_MS && at < END);
    }
    assert.equal(new Set(messages.map(({ id }) => id)).size, TOTAL);
  });

  it('[LT14] is as uneven as real chat: half of it in one server, a few words and people in most of it', () => {
    const share = (is: (message: CorpusMessage) => boolean) => messages.filter(is).length / TOTAL;
    const inServer = (index: number) => share(({ channel }) => channel?.serverId === corpus.servers[index]!.id);
    assert.ok(inServer(0) > 0.45 && inServer(0) < 0.52);
    assert.ok(inServer(1) > inServer(10));
    const says = (rank: number) => share(({ content }) => content.split(' ').includes(corpus.vocabulary[rank]!));
    assert.ok(says(0) > 0.5 && says(0) > says(10) && says(10) > says(1000));
    assert.ok(share(({ author }) => author < 30) > 0.35);
    assert.ok(share(({ pair }) => pair !== null) > 0.01);
    assert.deepEqual([corpus.servers[0]!.channels.length, corpus.servers.at(-1)!.channels.length], [50, 200]);
  });

  it('[LT14] has a word that most say in one server and nobody in the big one', () => {
    const saying = messages.filter(({ content }) => content.includes(ELSEWHERE_WORD));
    assert.ok(saying.length > 100);
    assert.ok(saying.every(({ channel }) => channel?.serverId === corpus.servers[2]!.id));
  });
});
