import assert from 'node:assert/strict';
import type { MediaState } from '../../../../shared/protocol/media.ts';
import {
  type Attention,
  attend,
  chipsOf,
  KEEPS_MS,
  NOBODY_YET,
  present,
  SPEAKS_MS,
  type Tile,
  tilesOf,
} from './tiles.ts';

const media = (change: Partial<MediaState>) => ({
  ...{ audio: true, video: false, screen: false, is_muted: false },
  ...change,
});
const camera = (userId: string): Tile => ({ key: `camera:${userId}`, userId, kind: 'camera' });
const screen = (userId: string): Tile => ({ key: `screen:${userId}`, userId, kind: 'screen' });
const users = (attention: Attention, tiles: readonly Tile[]): string =>
  present(attention.order, tiles)
    .map(({ userId }) => userId)
    .join('');

describe('pictures of people', () => {
  it('[UV20] screens come first; whom one does not hear has none', () => {
    const peers = [
      { userId: 'a', heard: true, media: media({ video: true }) },
      { userId: 'b', heard: false, media: media({ video: true }) },
      { userId: 'c', heard: true, media: media({ video: true, screen: true }) },
      { userId: 'd', heard: true, media: media({}) },
    ];
    assert.deepEqual(tilesOf(peers), [screen('c'), camera('a'), camera('c')]);
  });

  it('[UV21] without a picture is shown who spoke lately, and who is not reached', () => {
    const peers = [
      { userId: 'a', heard: true, state: 'connected' as const, media: media({}) },
      { userId: 'b', heard: true, state: 'connected' as const, media: media({}) },
      { userId: 'c', heard: true, state: 'failed' as const, media: media({}) },
      { userId: 'd', heard: true, state: 'failed' as const, media: media({ video: true }) },
    ];
    const chips = chipsOf(peers, new Set(['b', 'd']));
    assert.deepEqual(
      chips.map(({ userId }) => userId),
      ['b', 'c'],
    );
  });

  it('[UV22] who comes stands at the end, who goes leaves the others in their places', () => {
    const order = ['camera:b', 'camera:a', 'camera:c'];
    const shown = present(order, [screen('z'), camera('a'), camera('c'), camera('d')]);
    assert.deepEqual(
      shown.map(({ key }) => key),
      ['screen:z', 'camera:a', 'camera:c', 'camera:d'],
    );
  });
});

describe('the order of attention', () => {
  const tiles = ['a', 'b', 'c', 'd'].map(camera);
  const at = (before: Attention, now: number, ...speaking: string[]): Attention =>
    attend(before, { now, tiles, speaking: new Set(speaking), places: 2 });
  const start = at(NOBODY_YET, 0);

  it('[UV23] who speaks out of view for a while takes the place of the one who is silent the longest', () => {
    let attention = at(start, 100, 'a');
    attention = at(attention, 10_000, 'd');
    assert.equal(users(attention, tiles), 'abcd', 'a word is no reason');
    attention = at(attention, 10_000 + SPEAKS_MS, 'd');
    assert.equal(users(attention, tiles), 'adcb', 'nothing else moved');
  });

  it('[UV23] who speaks in view, or did a moment ago, stays where they are', () => {
    let attention = at(start, 0, 'a', 'b', 'd');
    attention = at(attention, SPEAKS_MS + 500, 'a', 'b', 'd');
    assert.equal(users(attention, tiles), 'abcd');
    attention = at(attention, SPEAKS_MS + KEEPS_MS, 'a', 'd');
    assert.equal(users(attention, tiles), 'abcd');
    attention = at(attention, SPEAKS_MS + KEEPS_MS + 500, 'a', 'd');
    assert.equal(users(attention, tiles), 'adcb');
  });

  it('[UV23] while nothing changes the order is the same one', () => {
    const next = at(start, 5000, 'a');
    assert.equal(next.order, start.order);
  });
});
