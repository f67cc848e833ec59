import assert from 'node:assert/strict';
import { drawHouse } from './house.ts';

const SEEDS = Array.from(
  { length: 40 },
  (_none, index) => `0199a1f0-0000-7000-8000-${String(index).padStart(12, '0')}`,
);
const LAMP = [0xff, 0xd1, 0x66];

function lamps(seed: string, people: number): number {
  const { data } = drawHouse(seed, { people, night: false });
  let count = 0;
  for (let at = 0; at < data.length; at += 4) if (LAMP.every((part, channel) => data[at + channel] === part)) count++;
  return count;
}

describe('the house of a server', () => {
  it('[UI12] is the same for the same server, and differs between servers', () => {
    const pictures = SEEDS.map((seed) =>
      Buffer.from(drawHouse(seed, { people: 0, night: false }).data).toString('base64'),
    );
    const again = Buffer.from(drawHouse(SEEDS[7] as string, { people: 0, night: false }).data).toString('base64');
    assert.equal(again, pictures[7]);
    assert.equal(new Set(pictures).size, SEEDS.length);
  });

  it('[UI12] has a window lit for everyone who is in, as far as there are any', () => {
    for (const seed of SEEDS) {
      const [none, one, two, crowd, more] = [0, 1, 2, 12, 500].map((people) => lamps(seed, people)) as number[];
      assert.equal(none, 0);
      assert.ok(one! > 0 && two! > one! && crowd! >= two!, `${seed}: ${none} ${one} ${two} ${crowd}`);
      assert.equal(more, crowd);
    }
  });
});
