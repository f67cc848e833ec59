import assert from 'node:assert/strict';
import { Sightings } from './sightings.ts';

describe('sightings', () => {
  it('[LT4] time a turn until each watcher sees it, once', () => {
    const sightings = new Sightings(2);
    sightings.sent('a', 3, 1000);
    sightings.seen(0, 'a', 1, 1010);
    sightings.seen(0, 'b', 3, 1010);
    sightings.seen(0, 'a', 3, 1020);
    sightings.seen(0, 'a', 3, 1030);
    sightings.seen(1, 'a', 3, 1050);
    assert.deepEqual(sightings.take(1060), [20, 50]);
    assert.deepEqual(sightings.take(1070), []);
  });

  it('[LT5] count a turn that was overtaken or is overdue with its age, so that the slowest are not left out', () => {
    const sightings = new Sightings(2);
    sightings.sent('a', 3, 0);
    sightings.seen(0, 'a', 3, 40);
    sightings.sent('a', 5, 900);
    sightings.sent('b', 1, 1000);
    sightings.sent('c', 1, 1700);
    assert.deepEqual(sightings.take(1750), [40, 900, 850, 850, 750, 750]);
  });
});
