import assert from 'node:assert/strict';
import { densityOf, scaleFor, scalesOf, stepScale } from './screen.ts';

describe('the screen', () => {
  const desktop = { width: 1440, height: 900 };
  const phone = { width: 390, height: 844 };

  it('[UW25] makes a pixel of the art a whole number of pixels of the screen, at every density', () => {
    for (const density of [1, 1.25, 1.5, 2, 2.625, 3]) {
      for (const zoom of [null, 1, 1.3, 2, 3.7, 6]) {
        for (const page of [desktop, phone])
          assert.ok(Number.isInteger(scaleFor(zoom, density, page)), `${density} ${zoom}`);
      }
    }
    assert.equal(scaleFor(2, 1, desktop), 2);
    assert.equal(scaleFor(2, 1.5, desktop), 3);
    assert.equal(scaleFor(null, 2, phone), 3);
  });

  it('[UW25] steps through the whole zooms and stays within them', () => {
    assert.deepEqual(scalesOf(1), [1, 2, 3, 4, 5, 6]);
    assert.equal(stepScale(2, 1, 1), 3);
    assert.equal(stepScale(6, 1, 1), 6);
    assert.equal(stepScale(1, -1, 1), 1);
    assert.equal(stepScale(5, -1, 2), 4);
  });

  it('[UW25] has no more pixels than help', () => {
    assert.equal(densityOf(4, false), 3);
    assert.equal(densityOf(3, true), 2);
    assert.equal(densityOf(0.8, false), 1);
  });
});
