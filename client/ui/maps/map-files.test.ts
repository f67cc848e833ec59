import assert from 'node:assert/strict';
import { imageStates, imagesOf, sortFiles } from './map-files.ts';

const file = (name: string, mark = '') => ({ name, mark });

describe('files for a map', () => {
  it('[UI11] tells the map from its images and from what can not be used', () => {
    const first = sortFiles({ map: null, images: [] }, [
      file('plaza.tmj'),
      file('a.PNG'),
      file('notes.txt'),
      file('b.svg'),
    ]);
    assert.deepEqual(first, { map: file('plaza.tmj'), images: [file('a.PNG')], refused: ['notes.txt', 'b.svg'] });
    const second = sortFiles(first, [file('other.json'), file('a.PNG', 'new'), file('c.webp')]);
    assert.deepEqual(second.map, file('other.json'));
    assert.deepEqual(second.images, [file('a.PNG', 'new'), file('c.webp')]);
  });

  it('[UI11] finds the images of tilesets, of single tiles and of layers in groups, by base name and once', () => {
    const map = {
      tilesets: [
        { image: '../art/trees.png' },
        { image: 'C:\\maps\\trees.png' },
        { tiles: [{ id: 0, image: 'lamp.png' }, { id: 1 }] },
      ],
      layers: [{ type: 'group', layers: [{ type: 'imagelayer', image: 'sky.jpg' }] }],
    };
    assert.deepEqual(imagesOf(map), ['trees.png', 'lamp.png', 'sky.jpg']);
  });

  it('[UI11] takes anything for a map without failing', () => {
    for (const odd of [null, 7, 'x', [], { tilesets: 3, layers: [null, { layers: 'x' }] }]) {
      assert.deepEqual(imagesOf(odd), []);
    }
  });

  it('[UI11] says of each image whether it is sent, built in or missing', () => {
    assert.deepEqual(imageStates(['atrium-tiles.png', 'a.png', 'b.png'], [file('a.png')]), [
      { name: 'atrium-tiles.png', state: 'built_in' },
      { name: 'a.png', state: 'sent' },
      { name: 'b.png', state: 'missing' },
    ]);
    assert.equal(imageStates(['atrium-tiles.png'], [file('atrium-tiles.png')])[0]?.state, 'sent');
  });
});
