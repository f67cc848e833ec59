import assert from 'node:assert/strict';
import { TELL_ALL_MAX, TELL_OCCUPANTS_MAX, zoneAudience } from './zone-news.ts';

describe('news of zones', () => {
  it('[WR83] goes to all in a small world, else to those in a small zone, else to nobody but the walker', () => {
    const crowd = TELL_ALL_MAX + 1;
    assert.equal(zoneAudience({ people: TELL_ALL_MAX, occupants: TELL_ALL_MAX }), 'everyone');
    assert.equal(zoneAudience({ people: crowd, occupants: TELL_OCCUPANTS_MAX }), 'occupants');
    assert.equal(zoneAudience({ people: crowd, occupants: TELL_OCCUPANTS_MAX + 1 }), 'walker');
  });
});
