import assert from 'node:assert/strict';
import { blockedRows, parsed, refused } from '../../test/harness/parsed-map.ts';
import { filled, objectLayer, properties, tiledMap, tileLayer, tileset } from '../../test/harness/tiled-map.ts';

function rowOf(gids: number[], tilesets: unknown[]) {
  return parsed(
    tiledMap({ width: gids.length, height: 2, tilesets, layers: [tileLayer('ground', [gids, gids.map(() => 0)])] }),
  );
}

const blocking = { properties: properties({ collides: true }) };

describe('tilesets', () => {
  it('[MP7] looks a tile up in the tileset with the highest firstgid that is not above it', () => {
    const second = tileset({ firstgid: 101, name: 'second', tilecount: 4, tiles: [{ id: 0, ...blocking }] });
    const { game } = rowOf([1, 64, 101, 104], [second, tileset()]);
    assert.equal(blockedRows(game)[0], '.##.');
  });

  it('[MP7] gives an id that two tilesets reach to the later one', () => {
    const tilesets = [tileset(), tileset({ firstgid: 33, name: 'second', tilecount: 4, tiles: [] })];
    assert.equal(blockedRows(rowOf([36, 1], tilesets).game)[0], '..');
    refused(tiledMap({ width: 1, height: 1, tilesets, layers: [tileLayer('ground', [[64]])] }), /tile 64 at 0,0/);
  });

  it('[MP7] gives a tile object without a size that of its tile', () => {
    const sizes = { tilewidth: 48, tileheight: 64 };
    const tilesets = [tileset(), tileset({ firstgid: 65, name: 'second', ...sizes })];
    const things = objectLayer('things', [{ x: 0, y: 64, gid: 66 }]);
    const [, drawn] = parsed(tiledMap({ tilesets, layers: [tileLayer('ground', filled(6, 4)), things] })).document
      .layers;
    assert.ok(drawn?.kind === 'objects');
    assert.deepEqual([drawn.objects[0]!.width, drawn.objects[0]!.height], [48, 64]);
  });

  it('[MP7] refuses a tile that is in no tileset, and says where it lies', () => {
    for (const gid of [65, 100, 0x0fff_ffff, 0xffff_ffff]) {
      refused(
        tiledMap({
          layers: [
            tileLayer('ground', [[1, 1, 1, 1, 1, 1], [1, 1, gid, 1, 1, 1], ...[0, 0].map(() => [1, 1, 1, 1, 1, 1])]),
          ],
        }),
        /layer "ground": the tile \d+ at 2,1 is in no tileset/,
      );
    }
  });

  it('[MP7] computes columns and tilecount from the image, with margin and spacing', () => {
    const cut = { margin: 2, spacing: 3, imagewidth: 2 + 3 * 32 + 2 * 3 + 2, imageheight: 2 + 2 * 32 + 3 };
    const { document } = rowOf([6], [tileset({ ...cut, columns: undefined, tilecount: undefined })]);
    assert.deepEqual([document.tilesets[0]!.columns, document.tilesets[0]!.tile_count], [3, 6]);
    const declared = rowOf([6], [tileset({ columns: 5, tilecount: 40 })]).document.tilesets[0]!;
    assert.deepEqual([declared.columns, declared.tile_count], [5, 40]);
    const sizeless = { imagewidth: 0, imageheight: undefined, margin: 1, spacing: 2, columns: 5, tilecount: 11 };
    const guessed = rowOf([6], [tileset(sizeless)]).document.tilesets[0]!;
    assert.deepEqual([guessed.image_width, guessed.image_height], [2 + 5 * 32 + 4 * 2, 2 + 3 * 32 + 2 * 2]);
    const unsized = { imagewidth: undefined, imageheight: undefined, columns: undefined, tilecount: undefined };
    refused(tiledMap({ tilesets: [tileset(unsized)] }), /tileset "office": its columns and tilecount are missing/);
  });

  it('[MP7] keeps what is needed to draw: base name of the image, offset, animations', () => {
    const animation = [
      { tileid: 3, duration: 100 },
      { tileid: 4, duration: 250 },
    ];
    const { document } = rowOf(
      [1],
      [tileset({ image: '..\\art\\tiles.png', tileoffset: { x: -4, y: 8 }, tiles: [{ id: 3, animation }] })],
    );
    const [drawn] = document.tilesets;
    assert.equal(drawn!.image, 'tiles.png');
    assert.deepEqual(drawn!.offset, { x: -4, y: 8 });
    assert.deepEqual(drawn!.animations, {
      3: [
        { tile: 3, duration: 100 },
        { tile: 4, duration: 250 },
      ],
    });
  });

  it('[MP7] reads image collections, whose ids may have gaps', () => {
    const picture = (id: number, fields = {}) => ({
      id,
      image: `items/${id}.png`,
      imagewidth: 32,
      imageheight: 64,
      ...fields,
    });
    const collection = tileset({
      image: undefined,
      columns: 0,
      tilecount: 2,
      tileheight: 64,
      tiles: [picture(0), picture(7, blocking)],
    });
    const { game, document } = rowOf([1, 8], [collection]);
    assert.equal(blockedRows(game)[0], '.#');
    assert.equal(document.tilesets[0]!.image, null);
    assert.deepEqual(document.tilesets[0]!.images, {
      0: { image: '0.png', width: 32, height: 64 },
      7: { image: '7.png', width: 32, height: 64 },
    });
    refused(
      tiledMap({
        tilesets: [collection],
        layers: [tileLayer('ground', [[3, 0, 0, 0, 0, 0], ...[0, 0, 0].map(() => [0, 0, 0, 0, 0, 0])])],
      }),
      /tile 3 at 0,0 is in no tileset/,
    );
  });

  it('[MP7] reads properties in the forms of all versions, and a tile that is described twice', () => {
    const forms = [
      { tiles: [{ id: 1, ...blocking }, { id: 1 }] },
      { tiles: [{ id: 1, properties: { collides: true } }] },
      { tiles: { 1: { ...blocking } } },
      { tiles: undefined, tileproperties: { 1: { collides: true } } },
      { tiles: [{ id: 1, properties: properties({ collides: 'true' }) }] },
    ];
    for (const form of forms) assert.equal(blockedRows(rowOf([1, 2], [tileset(form)]).game)[0], '.#');
    const off = { tiles: [{ id: 1, properties: properties({ collides: false, solid: true }) }] };
    assert.equal(blockedRows(rowOf([1, 2], [tileset(off)]).game)[0], '..');
  });

  it('[MP7] refuses external tilesets and says how to embed them', () => {
    refused(
      tiledMap({ tilesets: [{ firstgid: 1, source: '../tilesets/office.tsx' }] }),
      /tileset "\.\.\/tilesets\/office\.tsx" is a file of its own. Embed it/,
    );
  });

  it('[MP7] refuses images by address, so that nothing is ever fetched for a map', () => {
    for (const image of [
      'https://example.org/a.png',
      '//example.org/a.png',
      'data:image/png;base64,AAAA',
      'file:///etc/passwd',
      'javascript:alert(1)',
    ]) {
      refused(tiledMap({ tilesets: [tileset({ image })] }), /tileset "office": its image is an address/);
    }
    assert.equal(rowOf([1], [tileset({ image: 'C:/art/a.png' })]).document.tilesets[0]!.image, 'a.png');
    for (const image of ['', '..', 'art/', 'art/..'])
      refused(tiledMap({ tilesets: [tileset({ image })] }), /its image has no file name/);
  });

  it('[MP7] refuses two tilesets with the same firstgid', () => {
    refused(
      tiledMap({ tilesets: [tileset(), tileset({ name: 'other' })] }),
      /tileset "office" and tileset "other" have the same firstgid/,
    );
  });

  it('[MP13] names the tileset and the field that is out of bounds', () => {
    const wrong: [Record<string, unknown>, RegExp][] = [
      [{ firstgid: 0 }, /tileset "office": firstgid must be a whole number from 1/],
      [{ firstgid: 2 ** 31 }, /firstgid/],
      [{ tilewidth: 0 }, /tilewidth/],
      [{ tileheight: 1e9 }, /tileheight/],
      [{ tilewidth: '32' }, /tilewidth must be a whole number from 1 to 1024, not "32"/],
      [{ margin: -1 }, /margin/],
      [{ spacing: 0.5 }, /spacing/],
      [{ tilecount: 1e12 }, /tilecount/],
      [{ tilecount: 2 ** 22 }, /more than \d+ tiles/],
      [{ imagewidth: 100_000 }, /imagewidth/],
      [{ imagewidth: 16_000, imageheight: 16_000 }, /16000 x 16000 pixels is too large/],
      [{ tiles: 'all' }, /tiles must be a list/],
      [{ tiles: [{ id: -1 }] }, /id/],
      [{ tiles: { x: {} } }, /id/],
      [{ tiles: [{ id: 0, animation: [{ tileid: 0, duration: -5 }] }] }, /animation of tile 0: duration/],
      [{ tiles: [{ id: 0, properties: [{ value: true }] }] }, /tile 0: every property must have a name/],
      [{ tileoffset: { x: 1e300, y: 0 } }, /tileoffset: x/],
      [{ name: 'x'.repeat(201) }, /name is longer than 200/],
    ];
    for (const [fields, expected] of wrong) refused(tiledMap({ tilesets: [tileset(fields)] }), expected);
    refused(tiledMap({ tilesets: new Array(129).fill(tileset()) }), /tilesets has 129 entries; at most 128/);
  });
});
