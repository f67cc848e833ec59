// A community around a game that does not exist.

import type { SampleServer } from './talk.ts';

export const lanternIsles: SampleServer = {
  name: 'Lantern Isles',
  description: 'Sailors, smiths and map-makers of the Lantern Isles. Newcomers are welcome at the pond.',
  access: 'public',
  template: 'community',
  owner: 'mira',
  admins: ['tobias'],
  moderators: ['yuki', 'amara'],
  members: ['leon', 'sofia', 'dmitri', 'priya', 'jonas', 'elif', 'mateo', 'ingrid', 'kwame', 'hannah', 'noor', 'lin'],
  talks: [
    {
      channel: 'announcements',
      day: 13,
      hour: 17,
      lines: [
        {
          who: 'mira',
          says: '**Welcome to the Lantern Isles!** Say hello in general, walk down to the pond, and read the pins before your first voyage.',
          pinned: true,
          signs: { '👋': ['leon', 'sofia', 'noor', 'lin'], '🎉': ['tobias', 'elif'] },
        },
      ],
    },
    {
      channel: 'general',
      day: 4,
      hour: 16,
      lines: [
        {
          who: 'tobias',
          says: '@channel The regatta is on *Saturday at 18:00 UTC*. Three crews of four, wooden hulls only. Sign up by answering to this.',
          signs: { '⛵': ['mira', 'jonas', 'kwame', 'hannah', 'priya'] },
          answers: [
            { who: 'jonas', says: 'Crew one: Jonas, Kwame, Hannah and whoever can read a compass', after: 6 },
            { who: 'lin', says: 'I can read a compass!', after: 3, signs: { '🧭': ['jonas'] } },
            { who: 'priya', says: 'Crew two is full: Priya, Elif, Mateo, Ingrid', after: 50 },
          ],
        },
      ],
    },
    {
      channel: 'general',
      day: 13,
      hour: 18,
      lines: [
        { who: 'leon', says: 'Hello everyone, just washed ashore. Is there a good first island?' },
        {
          who: 'sofia',
          says: 'Heron Island. The crabs there are slow and the bread is free',
          signs: { '🦀': ['leon', 'dmitri'] },
        },
        { who: 'dmitri', says: 'The bread is free *once*.', after: 1 },
        { who: 'leon', says: 'Good to know. Where do I leave the boat meanwhile?' },
        { who: 'yuki', says: 'Any jetty with a green lantern. Red ones belong to guilds, they will tow you', after: 3 },
      ],
    },
    {
      channel: 'general',
      day: 9,
      hour: 20,
      lines: [
        { who: 'noor', says: 'Did anybody else hear the bells at the lighthouse last night? All seven of them' },
        { who: 'kwame', says: 'I counted six' },
        {
          who: 'hannah',
          says: 'Six, then a long pause, then one more. I wrote it down',
          signs: { '🔔': ['noor', 'kwame', 'lin'] },
        },
        { who: 'noor', says: '@hannah you write *everything* down', after: 1 },
        {
          who: 'hannah',
          says: 'And who found the tide tables? Exactly.',
          after: 1,
          signs: { '😂': ['noor', 'sofia', 'kwame'] },
        },
      ],
    },
    {
      channel: 'general',
      day: 1,
      hour: 19,
      lines: [
        { who: 'elif', says: 'Second place! Second place with a hole in the hull!' },
        { who: 'mateo', says: 'The hole made us lighter', signs: { '😂': ['elif', 'priya', 'mira'] } },
        { who: 'ingrid', says: 'I bailed for forty minutes. I want it on record.' },
        {
          who: 'mira',
          says: 'It is on record. Well sailed, all three crews!',
          signs: { '🏆': ['jonas', 'kwame', 'hannah', 'lin'] },
        },
        { who: 'jonas', says: 'Rematch in spring?', after: 12 },
        { who: 'priya', says: 'With a dry hull this time. Yes.', after: 4 },
      ],
    },
    {
      channel: 'developer',
      day: 11,
      hour: 15,
      lines: [
        { who: 'dmitri', says: 'I have a first version of the wind overlay. It reads the log and draws arrows:' },
        {
          who: 'dmitri',
          says: '```js\nfor (const gust of log.gusts) draw(gust.from, gust.knots / 10);\n```',
          after: 1,
        },
        { who: 'lin', says: 'Nice! Does it cope with gusts that have no end?', after: 8 },
        { who: 'dmitri', says: 'It does now', first: 'It does not', after: 30, signs: { '🚀': ['lin', 'tobias'] } },
        {
          who: 'tobias',
          says: 'Could the arrows fade with age? After an hour the map looks like a hedgehog',
          after: 5,
          answers: [
            { who: 'dmitri', says: 'Fading over ten minutes?', after: 2 },
            { who: 'tobias', says: 'Ten is perfect', after: 1 },
          ],
        },
      ],
    },
    {
      channel: 'developer',
      day: 2,
      hour: 14,
      lines: [
        { who: 'lin', says: 'The tide table has an API now: https://example.org/tides?island=heron' },
        { who: 'priya', says: 'Rate limit?' },
        {
          who: 'lin',
          says: 'Sixty a minute. Please be gentle, it runs under my desk',
          signs: { '🙏': ['priya', 'dmitri'] },
        },
      ],
    },
    {
      channel: 'trading',
      day: 7,
      hour: 12,
      lines: [
        {
          who: 'ingrid',
          says: 'Selling: 12 coils of rope, one anchor (slightly bent), a parrot that only knows one word',
        },
        { who: 'mateo', says: 'Which word?' },
        { who: 'ingrid', says: 'You find out after the sale', signs: { '😂': ['mateo', 'noor', 'leon'] } },
        { who: 'leon', says: 'I take the anchor for two lamps', after: 15 },
        { who: 'ingrid', says: 'Deal. East jetty in ten minutes?', signs: { '🤝': ['leon'] } },
        { who: 'noor', says: 'Looking for blue glass, any amount. Paying in maps', after: 55 },
      ],
    },
    {
      channel: 'security',
      day: 6,
      hour: 21,
      lines: [
        {
          who: 'amara',
          says: 'Someone offered "free sails" with a link to four newcomers. I deleted it and muted the account for a day',
        },
        {
          who: 'yuki',
          says: 'Thank you. I saw the same name on the other isles. Shall we hold messages with "free sails"?',
        },
        {
          who: 'mira',
          says: 'Yes, please add it to the word rules. @tobias could you keep an eye on sign-ups tonight?',
          signs: { '👍': ['yuki', 'amara', 'tobias'] },
        },
      ],
    },
    {
      channel: 'admin',
      day: 5,
      hour: 9,
      lines: [
        { who: 'mira', says: 'For the regatta I would like a stage by the pond. Can we swap the map on Friday?' },
        {
          who: 'tobias',
          says: 'Friday morning is quiet. I have the new map ready, everybody inside lands at the spawn',
        },
        { who: 'mira', says: 'Then Friday at 08:00 it is' },
      ],
    },
  ],
};
