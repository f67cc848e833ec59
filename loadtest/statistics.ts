/** The value that a share (0 to 1) of all values do not exceed; NaN where there is none. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? Number.NaN;
}

/** Counts of a Prometheus histogram by their upper bound, cumulative. */
export type Histogram = ReadonlyMap<number, number>;

/** Reads `<name>_bucket{le="..."}` out of the text form; empty where it is not there. */
export function readHistogram(text: string, name: string): Histogram {
  const buckets = new Map<number, number>();
  for (const [, le, count] of text.matchAll(new RegExp(`^${name}_bucket\\{le="([^"]+)"\\} (\\d+)`, 'gm'))) {
    buckets.set(le === '+Inf' ? Number.POSITIVE_INFINITY : Number(le), Number(count));
  }
  return buckets;
}

/** The counts of many spans of time, each between two readings. */
export function sumOfDifferences(spans: readonly { before: Histogram; after: Histogram }[]): Histogram {
  const sum = new Map<number, number>();
  for (const { before, after } of spans) {
    for (const [le, count] of after) sum.set(le, (sum.get(le) ?? 0) + count - (before.get(le) ?? 0));
  }
  return sum;
}

/** The bound of the bucket that holds this share: what is asked for is at most this. NaN for an empty histogram. */
export function boundOf(histogram: Histogram, share: number): number {
  const bounds = [...histogram].toSorted(([a], [b]) => a - b);
  const total = bounds.at(-1)?.[1] ?? 0;
  if (total === 0) return Number.NaN;
  return bounds.find(([, count]) => count >= share * total)?.[0] ?? Number.NaN;
}

/** One value of the text form without labels; NaN where it is not there. */
export function readValue(text: string, name: string): number {
  return Number(new RegExp(`^${name} (\\S+)`, 'm').exec(text)?.[1] ?? Number.NaN);
}
