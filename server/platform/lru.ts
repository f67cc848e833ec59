// A cache bounded by weight: what was not asked for the longest goes first.

export function createLru<V>(capacity: number, weigh: (value: V) => number) {
  // A Map keeps the order of insertion: the first is the oldest.
  const entries = new Map<string, { value: V; weight: number }>();
  let total = 0;
  const drop = (key: string): void => {
    total -= entries.get(key)?.weight ?? 0;
    entries.delete(key);
  };
  return {
    get(key: string): V | undefined {
      const entry = entries.get(key);
      if (!entry) return undefined;
      entries.delete(key);
      entries.set(key, entry);
      return entry.value;
    },
    /** What weighs more than everything together is not kept at all. */
    set(key: string, value: V): void {
      const weight = weigh(value);
      drop(key);
      if (weight > capacity) return;
      entries.set(key, { value, weight });
      total += weight;
      for (const oldest of entries.keys()) {
        if (total <= capacity) break;
        drop(oldest);
      }
    },
  };
}
