import assert from 'node:assert/strict';
import { AVATAR_FIELDS, AVATAR_FRAMES, decodeLook, drawAvatar, drawPortrait, encodeLook, randomLook } from './index.ts';

/** The form that the wire accepts, and the length that we promise. */
const WIRE = /^[a-z0-9-]{1,32}$/;

describe('avatar looks', () => {
  it('[AR8] come back from their text as they were', () => {
    for (let seed = 0; seed < 500; seed++) {
      const look = randomLook(seed);
      assert.match(encodeLook(look), WIRE);
      assert.deepEqual(decodeLook(encodeLook(look)), look);
    }
  });

  it('[AR8] keep their texts for ever', () => {
    const look = {
      skin: 5,
      hair_style: 10,
      hair_color: 16,
      facial_hair: 0,
      top: 4,
      top_color: 17,
      bottom: 1,
      bottom_color: 2,
    };
    assert.equal(
      encodeLook({ ...look, shoes_color: 3, eyewear: 1, accessory: 7, accessory_color: 11 }),
      'a1-5ag04h12317b',
    );
  });

  it('[AR9] are made of any other text, the same each time, within the lists', () => {
    const strange = [
      '',
      'a1-',
      'a1-zzzzzzzzzzzz',
      'a2-000000000000',
      'A1-000000000000',
      '💥',
      'x'.repeat(10_000),
      '__proto__',
      'a1-00000000000.',
    ];
    for (const id of strange) {
      const look = decodeLook(id);
      assert.deepEqual(decodeLook(id), look);
      for (const { key, options } of AVATAR_FIELDS)
        assert.ok(look[key] >= 0 && look[key] < options.length, `${id} ${key}`);
    }
    assert.notDeepEqual(decodeLook('ada'), decodeLook('grace'));
  });

  it('[AR10] draw a sheet whose frames are all there, feet on the ground', () => {
    const { width, height, columns, origin } = AVATAR_FRAMES;
    for (let seed = 0; seed < 40; seed++) {
      const sheet = drawAvatar(randomLook(seed));
      assert.deepEqual([sheet.width, sheet.height], [width * columns, height * 4]);
      for (let row = 0; row < 4; row++) {
        for (let column = 0; column < columns; column++) {
          const frame = sheet.crop(column * width, row * height, width, height);
          const feet = Math.round(origin.y * height) - 1;
          const solid = Array.from({ length: width }, (_, x) => frame.alphaAt(x, feet)).filter((alpha) => alpha > 200);
          assert.ok(solid.length >= 4, `look ${seed}, row ${row}, column ${column}`);
        }
      }
    }
  });

  it('[AR10] look left as they look right, in a mirror', () => {
    const { width, height, columns, rows } = AVATAR_FRAMES;
    const sheet = drawAvatar(randomLook(4));
    for (let column = 0; column < columns; column++) {
      const left = sheet.crop(column * width, rows.left * height, width, height);
      const right = sheet.crop(column * width, rows.right * height, width, height);
      assert.deepEqual(left.mirrored().data, right.data);
    }
  });

  it('[AR10] differ to the eye for every option but the colours of what is not worn', () => {
    const base = decodeLook('a1-210000050000');
    const seen = new Set<string>();
    for (const { key, options } of AVATAR_FIELDS) {
      if (key === 'accessory_color') continue;
      for (let choice = 0; choice < options.length; choice++) {
        if (choice === base[key]) continue;
        const picture = Buffer.from(drawAvatar({ ...base, [key]: choice }).data).toString('base64');
        assert.ok(!seen.has(picture), `${key} ${choice} looks like another`);
        seen.add(picture);
      }
    }
  });

  it('[AR11] have portraits of 32 x 32', () => {
    const portrait = drawPortrait(randomLook(1));
    assert.deepEqual([portrait.width, portrait.height], [32, 32]);
    assert.ok(!portrait.isEmpty());
  });
});
