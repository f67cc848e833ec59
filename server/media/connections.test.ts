import assert from 'node:assert/strict';
import type { MediaPlace } from '../../shared/rules/earshot.ts';
import { type Connection, Connections, type Member } from './connections.ts';

interface Somebody extends Member<Somebody> {
  id: string;
}
const place = (x: number, more: Partial<MediaPlace> = {}): MediaPlace => ({
  ...{ x: x * 64, y: 0, private_zone: -1, zones: [], silent: false },
  ...{ stage: -1, hall: -1, channel_id: null, bubble: null },
  ...more,
});

function crowd(options: { meshMax?: number; max?: number; apart?: string[] } = {}) {
  const { meshMax = 3, max = meshMax, apart = [] } = options;
  const all = new Map<string, Somebody>();
  const looked: string[] = [];
  const connections = new Connections<Somebody>({
    ...{ meshMax, max },
    around: (one) => {
      looked.push(one.id);
      return [...all.values()].filter((other) => other !== one);
    },
    areApart: (a, b) => apart.includes(a.id) && apart.includes(b.id),
  });
  const move = (id: string, x: number, more?: Partial<MediaPlace>): void => {
    let one = all.get(id);
    if (!one) {
      one = { id, place: place(x, more), connections: new Map(), beyond: 0, crowded: false };
      all.set(id, one);
    }
    one.place = place(x, more);
    connections.look(one);
  };
  const leave = (id: string): void => {
    connections.remove(all.get(id)!);
    all.delete(id);
  };
  /** What each is told, as text. */
  const news = (): Record<string, string> =>
    Object.fromEntries(
      [...connections.take()].map(([one, { joined, left }]) => [
        one.id,
        [...[...joined].map((other) => `+${other.id}`), ...[...left].map((other) => `-${other.id}`)].sort().join(' '),
      ]),
    );
  const of = (id: string): string =>
    [...all.get(id)!.connections.keys()]
      .map((other) => other.id)
      .sort()
      .join(' ');
  const between = (a: string, b: string): Connection | undefined => all.get(a)!.connections.get(all.get(b)!);
  const count = (id: string): void => connections.count(all.get(id)!);
  return { all, move, leave, news, of, between, looked, count };
}

describe('connections', () => {
  it('[ME10] connects at five tiles, parts beyond six, and tells both of them', () => {
    const { move, news } = crowd();
    move('ada', 0);
    move('ben', 6);
    assert.deepEqual(news(), {});
    move('ben', 5);
    assert.deepEqual(news(), { ada: '+ben', ben: '+ada' });
    move('ben', 6);
    assert.deepEqual(news(), {});
    move('ben', 6.1);
    assert.deepEqual(news(), { ada: '-ben', ben: '-ada' });
    move('ben', 5.5);
    assert.deepEqual(news(), {}, 'parted, they meet at five again');
  });

  it('[ME11] says which way a stage goes, and when that changes', () => {
    const { move, news, between } = crowd();
    move('speaker', 0, { stage: 1, zones: [1] });
    move('guest', 50);
    assert.deepEqual(between('guest', 'speaker'), { hears: true, heard: false, via: 'mesh' });
    assert.deepEqual(between('speaker', 'guest'), { hears: false, heard: true, via: 'mesh' });
    news();
    move('guest', 3);
    assert.deepEqual(between('guest', 'speaker'), { hears: true, heard: true, via: 'mesh' });
    assert.deepEqual(news(), { guest: '+speaker', speaker: '+guest' });
    move('speaker', 0);
    assert.deepEqual(news(), {}, 'who steps down beside somebody stays connected');
  });

  it('[ME12] keeps those who have blocked each other apart', () => {
    const { move, of } = crowd({ apart: ['ada', 'ben'] });
    for (const id of ['ada', 'ben', 'cyd']) move(id, 0);
    assert.deepEqual([of('ada'), of('ben'), of('cyd')], ['cyd', 'cyd', 'ada ben']);
  });

  it('[ME13] without an exchange nobody has more connections than the cap; the nearest are first, and wait no longer than they must', () => {
    const { all, move, leave, of, news, count } = crowd({ meshMax: 2 });
    move('ada', 0);
    for (const [id, x] of [
      ['far', 4],
      ['near', 1],
      ['last', 2],
    ] as const)
      move(id, x);
    assert.equal(of('ada'), 'far near', 'who is connected stays so');
    move('later', 3);
    count('ada');
    assert.equal(all.get('ada')!.beyond, 2);
    news();
    leave('far');
    news();
    assert.equal(of('ada'), 'last near');
    count('ada');
    assert.equal(all.get('ada')!.beyond, 1);
  });

  it('[ME14] with an exchange a crowd goes through it, and back to a mesh when two fewer than the cap are left', () => {
    const { move, leave, between, news } = crowd({ meshMax: 4, max: 40 });
    for (const id of ['a', 'b', 'c', 'd', 'e']) move(id, 0);
    news();
    assert.equal(between('a', 'b')!.via, 'mesh');
    move('f', 0);
    assert.match(news().a!, /\+b .*\+f/, 'everybody is told that the way changed');
    for (const id of ['b', 'c', 'd', 'e', 'f']) assert.equal(between('a', id)!.via, 'sfu');
    for (const id of ['f', 'e', 'd']) {
      assert.equal(between('a', 'b')!.via, 'sfu');
      leave(id);
      news();
    }
    assert.equal(between('a', 'b')!.via, 'mesh');

    const few = crowd({ meshMax: 1, max: 40 });
    for (const id of ['a', 'b', 'c']) few.move(id, 0);
    few.news();
    assert.equal(few.between('a', 'b')!.via, 'sfu');
    few.leave('c');
    few.news();
    assert.equal(few.between('a', 'b')!.via, 'mesh', 'two are never a crowd');
  });

  it('[ME15] looks again only at who moved', () => {
    const { move, looked, news } = crowd();
    for (const id of ['ada', 'ben', 'cyd']) move(id, 0);
    news();
    looked.length = 0;
    move('ben', 1);
    news();
    assert.deepEqual(looked, ['ben']);
    const full = crowd({ meshMax: 1 });
    for (const id of ['ada', 'ben', 'cyd']) full.move(id, 0);
    full.looked.length = 0;
    full.move('ben', 1);
    assert.deepEqual(full.looked, [], 'whose places are taken looks at those alone whom it is connected with');
  });
});
