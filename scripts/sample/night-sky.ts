// A course in the evening.

import type { SampleServer } from './talk.ts';

export const nightSky: SampleServer = {
  name: 'Reading the Night Sky',
  description: 'An evening course in eight lectures: stars without a telescope. Thursdays, 19:00 UTC, in the hall.',
  access: 'approval',
  template: 'lecture-hall',
  owner: 'amara',
  admins: ['pavel'],
  moderators: ['sofia'],
  members: ['kwame', 'hannah', 'noor', 'lin', 'chiara', 'mateo', 'elif', 'leon'],
  talks: [
    {
      channel: 'announcements',
      day: 11,
      hour: 8,
      lines: [
        {
          who: 'amara',
          says: 'Lecture 3 is about the winter hexagon. Please look at the south after ten tonight if it is clear, and bring one question.',
          signs: { '⭐': ['kwame', 'noor', 'lin'] },
        },
      ],
    },
    {
      channel: 'questions',
      day: 10,
      hour: 21,
      lines: [
        {
          who: 'kwame',
          says: 'Why does Sirius twinkle so much more than Jupiter?',
          answers: [
            {
              who: 'amara',
              says: 'Sirius is a point, Jupiter a small disc: the shivers of the air cancel out over a disc. And tonight Sirius stands low, so its light takes the long way through the air.',
              after: 9,
              signs: { '🙏': ['kwame', 'hannah'] },
            },
            { who: 'hannah', says: 'So a planet never twinkles?', after: 4 },
            { who: 'amara', says: 'Near the horizon even planets do, a little', after: 3 },
          ],
        },
        { who: 'noor', says: 'I could only find five of the six stars of the hexagon. Which one hides?', after: 25 },
        {
          who: 'sofia',
          says: 'Pollux and Castor stand side by side, people take them for one corner. Count Pollux only',
          after: 6,
          signs: { '💡': ['noor', 'mateo'] },
        },
      ],
    },
    {
      channel: 'questions',
      day: 3,
      hour: 20,
      lines: [
        { who: 'lin', says: 'Is there a chart for people who live between street lamps?' },
        {
          who: 'pavel',
          says: 'I made one with stars down to magnitude 3 only. It is in the pins of general',
          signs: { '❤️': ['lin', 'chiara', 'elif'] },
        },
      ],
    },
    {
      channel: 'general',
      day: 6,
      hour: 18,
      lines: [
        {
          who: 'pavel',
          says: 'The chart for bright cities: everything down to magnitude 3, one page, south at the bottom. https://example.org/chart',
          pinned: true,
        },
        {
          who: 'elif',
          says: 'Printed it and glued it to the kitchen window, facing out. Neighbours are confused',
          signs: { '😂': ['pavel', 'mateo', 'sofia'] },
        },
        { who: 'mateo', says: 'Will the lecture be repeated? I am at sea next Thursday' },
        {
          who: 'amara',
          says: '@mateo I speak it again on Sunday at 16:00, in the small room',
          after: 14,
          signs: { '🙌': ['mateo'] },
        },
      ],
    },
  ],
};
