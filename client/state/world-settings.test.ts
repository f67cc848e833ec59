import assert from 'node:assert/strict';
import { readSettings } from './world-settings.ts';

describe('settings of the world', () => {
  it('[UW24] reads what was kept, and the defaults in place of what is not of its kind', () => {
    const defaults = { motion: 'system', zoom: null, minimap: true, chat: true, earshot: false };
    for (const text of [
      null,
      '',
      'null',
      '[]',
      '"x"',
      '{broken',
      '{"zoom":"9","motion":7,"chat":"no"}',
      '{"zoom":99}',
    ]) {
      assert.deepEqual(readSettings(text), defaults, String(text));
    }
    const kept = { motion: 'reduced', zoom: 3, minimap: false, chat: false, earshot: true };
    assert.deepEqual(readSettings(JSON.stringify(kept)), kept);
  });
});
