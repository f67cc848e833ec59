// A small company that does not exist either.

import type { SampleServer } from './talk.ts';

export const harbourLane: SampleServer = {
  name: 'Harbour Lane Studio',
  description: 'Our office. Desks by the window, coffee in the kitchen, closed doors in the meeting rooms.',
  access: 'invite',
  template: 'office',
  owner: 'greta',
  admins: ['samir'],
  moderators: ['chiara'],
  members: ['rafael', 'oskar', 'felix', 'zainab', 'pavel', 'hannah', 'jonas'],
  talks: [
    {
      channel: 'announcements',
      day: 12,
      hour: 9,
      lines: [
        {
          who: 'greta',
          says: 'From this week on our Monday round is at *10:00* in the big meeting room. Ten minutes, standing.',
          pinned: true,
          signs: { '👍': ['samir', 'chiara', 'rafael', 'oskar', 'felix', 'zainab'] },
        },
      ],
    },
    {
      channel: 'general',
      day: 10,
      hour: 10,
      lines: [
        { who: 'rafael', says: 'The new drafts for the ferry timetable are on the board. Two columns or three?' },
        { who: 'zainab', says: 'Two on phones, three on the posters. People read them while they run' },
        {
          who: 'oskar',
          says: 'Agree with @zainab. And larger platform numbers please',
          signs: { '💯': ['zainab', 'felix'] },
        },
        {
          who: 'rafael',
          says: 'Then I do both and we print one of each on Thursday',
          answers: [
            { who: 'pavel', says: 'The printer eats A3 again. I called the service', after: 20 },
            { who: 'rafael', says: 'Of course it does', after: 2, signs: { '😅': ['pavel', 'zainab'] } },
          ],
        },
      ],
    },
    {
      channel: 'general',
      day: 3,
      hour: 13,
      lines: [
        { who: 'felix', says: 'The harbour office says yes! They want the pilot in March' },
        {
          who: 'greta',
          says: 'Wonderful. Thank you all, that was a long autumn.',
          signs: { '🎉': ['felix', 'samir', 'chiara', 'rafael', 'oskar', 'zainab', 'pavel'] },
        },
        { who: 'samir', says: 'I write up what we promised them, one page, today', after: 4 },
        { who: 'chiara', says: 'Please leave out the part about the singing buoys', after: 2 },
        { who: 'samir', says: 'The singing buoys stay.', after: 1, signs: { '🎶': ['felix', 'oskar'] } },
      ],
    },
    {
      channel: 'random',
      day: 8,
      hour: 11,
      lines: [
        { who: 'oskar', says: 'Lunch today: dumplings or the soup place?' },
        { who: 'hannah', says: 'Dumplings' },
        { who: 'jonas', says: 'Soup. It is raining sideways' },
        {
          who: 'felix',
          says: 'Dumpling soup. I will take no questions.',
          signs: { '🥟': ['oskar', 'hannah', 'jonas'] },
        },
      ],
    },
    {
      channel: 'random',
      day: 0,
      hour: 8,
      lines: [
        { who: 'zainab', says: 'There is a cat on the window sill of the second floor. Outside.' },
        { who: 'pavel', says: 'That is Captain. He visits when it is cold' },
        {
          who: 'zainab',
          says: 'Captain has been let in. Captain is on my keyboardddddd',
          signs: { '🐈': ['pavel', 'greta', 'oskar', 'chiara'] },
        },
      ],
    },
  ],
};
