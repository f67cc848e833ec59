// A token bucket as a pure rule: (state, now) -> decision.

export type Bucket = { tokens: number; at: number };
export type BucketShape = { capacity: number; perMinute: number };

/** `now` in milliseconds of a clock that never goes back. */
export function takeToken(
  bucket: Bucket | undefined,
  shape: BucketShape,
  now: number,
): { allowed: true; bucket: Bucket } | { allowed: false; bucket: Bucket; retryAfterMs: number } {
  const perMs = shape.perMinute / 60_000;
  const tokens = bucket ? Math.min(shape.capacity, bucket.tokens + (now - bucket.at) * perMs) : shape.capacity;
  if (tokens >= 1) return { allowed: true, bucket: { tokens: tokens - 1, at: now } };
  return { allowed: false, bucket: { tokens, at: now }, retryAfterMs: Math.ceil((1 - tokens) / perMs) };
}
