import assert from 'node:assert/strict';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { encoded, filled, tiledMap, tileLayer } from '../../test/harness/tiled-map.ts';
import { createMapReader, type MapReader } from './map-reader.ts';

const SIDE = 512;
/** A file of some 200 KB that is among the dearest to read. */
const dearMap = () => {
  const layer = encoded(tileLayer('l', filled(SIDE, SIDE)), 'base64 and zlib');
  return tiledMap({
    width: SIDE,
    height: SIDE,
    layers: Array.from({ length: 32 }, (_, index) => ({ ...layer, name: `layer ${index}` })),
  });
};

describe('the thread that reads maps', () => {
  let reader: MapReader;
  beforeEach(() => {
    reader = createMapReader();
  });
  afterEach(() => reader.end());

  it('[VS34] reads the dearest map without holding up anything else', async () => {
    const map = dearMap();
    // The thread has started, so that only the reading is measured.
    await reader.prepare({ map: tiledMap(), images: [] });
    const delay = monitorEventLoopDelay({ resolution: 5 });
    const cpu = process.threadCpuUsage();
    delay.enable();
    const prepared = await reader.prepare({ map, images: [] });
    delay.disable();
    const { user } = process.threadCpuUsage(cpu);
    assert.deepEqual([prepared.width, prepared.height], [SIDE, SIDE]);
    // CPU, not time: neighbours on the machine make anything late.
    assert.ok(user < 250_000, `this thread worked for ${user / 1000} ms, and was late by ${delay.max / 1e6} ms`);
  }).timeout(60_000);

  it('[VS34] hands the errors of reading over as they are', async () => {
    await assert.rejects(reader.prepare({ map: {}, images: [] }), { code: 'maps/invalid', message: /^Invalid Map: / });
    const unknown = reader.prepare({ template: 'moon', images: [] });
    await assert.rejects(unknown, { code: 'servers/unknown_template' });
  });

  it('[VS34] asks those to come again whom the end of the thread leaves waiting, and starts anew', async () => {
    const left = reader.prepare({ map: dearMap(), images: [] });
    const refused = assert.rejects(left, { code: 'unavailable', status: 503 });
    reader.end();
    await refused;
    assert.equal((await reader.prepare({ map: tiledMap(), images: [] })).width, 6);
  });
});
