// What a large installation has said in a year, made of numbers: the same for the same seed, nothing of it kept in memory
// but who and where. Words follow Zipf's law, like real ones; servers, channels and people are as uneven as real ones.

import { between, type Random, randomFrom } from '../art/random.ts';
import { directId } from '../server/chat/conversation-id.ts';

export const YEAR_MS = 365 * 24 * 60 * 60 * 1000;
export const PEOPLE = 3000;
export const SERVERS = 20;
/** Of all that is said. */
const BIG_SHARE = 0.5;
const DIRECT_SHARE = 0.02;
const CHANNELS = 50;
const WIDE_CHANNELS = 200;
const VOCABULARY = 20_000;
const WORDS = { fewest: 3, most: 17 };
/** Of a hundred. */
const LINK_SHARE = 0.03;
const FILE_SHARE = 0.01;
const DELETED_SHARE = 0.01;
/** Every so many channels one is private. */
const PRIVATE_EVERY = 10;
const READERS_FRIENDS = 60;
const PAIRS = 2000;

/** Said by most in one server and by nobody in the big one: planners that take words for evenly spread fall for it. */
export const ELSEWHERE_WORD = 'harbour';
const ELSEWHERE_SHARE = 0.6;

export type CorpusChannel = { id: string; serverId: string; name: string; isPrivate: boolean; isDefault: boolean };
export type CorpusPair = { id: string; one: number; other: number; serverId: string };
export type CorpusMessage = {
  id: string;
  at: number;
  /** Index of a person. */
  author: number;
  content: string;
  isDeleted: boolean;
  fileType: string | null;
} & ({ channel: CorpusChannel; pair: null } | { channel: null; pair: CorpusPair });

export type Corpus = {
  /** Person 0 is the reader: a plain member of every server, with friends. */
  people: { id: string; username: string }[];
  /** The first is the big one, the last the wide one. */
  servers: { id: string; name: string; channels: CorpusChannel[] }[];
  pairs: CorpusPair[];
  /** By how often they are said, the commonest first. */
  vocabulary: string[];
  messages(): Generator<CorpusMessage>;
};

export type CorpusOptions = { messages: number; seed: number; end: number };

export function createCorpus({ messages, seed, end }: CorpusOptions): Corpus {
  const start = end - YEAR_MS;
  const id = idsFrom(randomFrom(seed));
  const people = Array.from({ length: PEOPLE }, (_, index) => ({ id: id(start), username: `person-${index}` }));
  const servers = Array.from({ length: SERVERS }, (_, index) => {
    const serverId = id(start);
    const count = index === SERVERS - 1 ? WIDE_CHANNELS : CHANNELS;
    const channels = Array.from({ length: count }, (_, position) => ({
      id: id(start),
      serverId,
      name: `channel-${position}`,
      isPrivate: position % PRIVATE_EVERY === PRIVATE_EVERY - 1,
      isDefault: position === 0,
    }));
    return { id: serverId, name: `Server ${index}`, channels };
  });
  const vocabulary = wordsFrom(randomFrom(seed + 1), VOCABULARY);
  const pairs = pairsFrom(randomFrom(seed + 2), people, servers[0]!.id);

  return {
    people,
    servers,
    pairs,
    vocabulary,
    *messages() {
      const random = randomFrom(seed + 3);
      const nextId = idsFrom(randomFrom(seed + 4));
      const word = zipf(random, vocabulary.length);
      const author = zipf(random, people.length);
      const smallServer = zipf(random, SERVERS - 1);
      const channelOf = { usual: zipf(random, CHANNELS), wide: zipf(random, WIDE_CHANNELS) };
      const step = YEAR_MS / messages;
      for (let index = 0; index < messages; index += 1) {
        const at = Math.floor(start + (index + random()) * step);
        const common = {
          id: nextId(at),
          at,
          isDeleted: random() < DELETED_SHARE,
          fileType: random() < FILE_SHARE ? (random() < 0.8 ? 'image/png' : 'application/pdf') : null,
        };
        if (random() < DIRECT_SHARE) {
          const pair = pairs[between(random, 0, pairs.length - 1)]!;
          const content = textOf(random, vocabulary, word, false);
          yield { ...common, author: random() < 0.5 ? pair.one : pair.other, content, channel: null, pair };
          continue;
        }
        const server = random() < BIG_SHARE ? 0 : 1 + smallServer();
        const { channels } = servers[server]!;
        const channel = channels[channels.length === CHANNELS ? channelOf.usual() : channelOf.wide()]!;
        const content = textOf(random, vocabulary, word, server === 2 && random() < ELSEWHERE_SHARE);
        yield { ...common, author: author(), content, channel, pair: null };
      }
    },
  };
}

function textOf(random: Random, vocabulary: readonly string[], word: () => number, elsewhere: boolean): string {
  const words = Array.from({ length: between(random, WORDS.fewest, WORDS.most) }, () => vocabulary[word()]!);
  if (elsewhere) words.push(ELSEWHERE_WORD);
  if (random() < LINK_SHARE) words.push(`https://example.org/${vocabulary[word()]}`);
  return words.join(' ');
}

/** Ranks from 0, each as often as Zipf's law has it. */
function zipf(random: Random, count: number): () => number {
  const sums = new Float64Array(count);
  let sum = 0;
  for (let rank = 0; rank < count; rank += 1) {
    sum += 1 / (rank + 1);
    sums[rank] = sum;
  }
  return () => {
    const wanted = random() * sum;
    let low = 0;
    let high = count - 1;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (sums[middle]! < wanted) low = middle + 1;
      else high = middle;
    }
    return low;
  };
}

/** Different from each other and from ELSEWHERE_WORD, which ends in no syllable of these. */
function wordsFrom(random: Random, count: number): string[] {
  const words = new Set<string>();
  while (words.size < count) {
    let word = '';
    for (let left = between(random, 2, 4); left > 0; left -= 1) {
      word += 'bcdfghklmnprstvz'[between(random, 0, 15)]! + 'aeiou'[between(random, 0, 4)]!;
    }
    words.add(word);
  }
  return [...words];
}

/** The reader writes with the first friends, others by chance. */
function pairsFrom(random: Random, people: Corpus['people'], serverId: string): CorpusPair[] {
  const pairs = new Map<string, CorpusPair>();
  const add = (one: number, other: number): void => {
    const id = directId(people[one]!.id, people[other]!.id);
    pairs.set(id, { id, one, other, serverId });
  };
  for (let friend = 1; friend <= READERS_FRIENDS; friend += 1) add(0, friend);
  while (pairs.size < PAIRS) {
    const one = between(random, 1, people.length - 2);
    add(one, between(random, one + 1, people.length - 1));
  }
  return [...pairs.values()];
}

/** UUIDs of version 7 that grow, also within one millisecond. */
function idsFrom(random: Random): (at: number) => string {
  let count = 0;
  return (at) => {
    count += 1;
    const time = at.toString(16).padStart(12, '0');
    const order = (count % 0x1000).toString(16).padStart(3, '0');
    const chance = Array.from({ length: 3 }, () => between(random, 0, 0xffff).toString(16).padStart(4, '0'));
    return `${time.slice(0, 8)}-${time.slice(8)}-7${order}-8${chance[0]!.slice(1)}-${chance.join('')}`;
  };
}
