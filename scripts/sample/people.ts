// Who lives in the sample: names, and what is written about nobody real.

export const PEOPLE = [
  ...['mira', 'tobias', 'yuki', 'amara', 'leon', 'sofia', 'dmitri', 'priya', 'jonas', 'elif', 'mateo', 'ingrid'],
  ...['kwame', 'hannah', 'rafael', 'noor', 'felix', 'chiara', 'oskar', 'lin', 'zainab', 'pavel', 'greta', 'samir'],
] as const;
export type Name = (typeof PEOPLE)[number];
