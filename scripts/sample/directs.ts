// What two people write to each other.

import type { SampleDirect } from './talk.ts';

export const DIRECTS: readonly SampleDirect[] = [
  {
    between: ['hannah', 'jonas'],
    day: 2,
    hour: 17,
    lines: [
      { who: 'hannah', says: 'Are you bringing the compass tomorrow or am I?' },
      { who: 'jonas', says: 'You. Mine points at the fridge' },
      { who: 'hannah', says: 'That explains the last regatta', signs: { '😂': ['jonas'] } },
    ],
  },
  {
    between: ['mira', 'amara'],
    day: 5,
    hour: 10,
    lines: [
      { who: 'mira', says: 'Could you do the welcome round on Friday? I am on a train' },
      { who: 'amara', says: 'Gladly. Anything I should say about the new map?' },
      { who: 'mira', says: 'Only that the stage by the pond carries voices to the far shore. Thank you!' },
    ],
  },
  {
    between: ['lin', 'noor'],
    day: 0,
    hour: 7,
    lines: [{ who: 'lin', says: 'I found blue glass. A lot of blue glass. East beach, come quickly' }],
  },
];
