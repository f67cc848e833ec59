const JOINS_AT_ONCE = 20;
/** Who reads everything: one joins first, one in the middle, one last, as a frame reaches the sockets in that order. */
export const WATCHERS = 3;

export type Gathering<One> = {
  all: One[];
  seconds: number;
  /** How long each took, in milliseconds; without the watchers. */
  joins: number[];
};

/** Everyone joins, some at a time. `index` counts people from 0, `watcher` counts the watchers among them. */
export async function gather<One>(
  people: number,
  join: { bot: (index: number) => Promise<One>; watcher: (index: number, watcher: number) => Promise<void> },
  signal: AbortSignal,
): Promise<Gathering<One>> {
  const began = performance.now();
  const all: One[] = [];
  const joins: number[] = [];
  const timed = async (index: number): Promise<One> => {
    const at = performance.now();
    const one = await join.bot(index);
    joins.push(performance.now() - at);
    return one;
  };
  const batch = async (from: number, to: number): Promise<void> => {
    for (let next = from; next < to; next += JOINS_AT_ONCE) {
      signal.throwIfAborted();
      const size = Math.min(JOINS_AT_ONCE, to - next);
      all.push(...(await Promise.all(Array.from({ length: size }, (_, offset) => timed(next + offset)))));
    }
  };
  let from = 0;
  for (const [watcher, index] of [0, Math.floor(people / 2), people - 1].entries()) {
    await batch(from, index);
    await join.watcher(index, watcher);
    from = index + 1;
  }
  return { all, joins, seconds: (performance.now() - began) / 1000 };
}
