/** Whether the frame that begins in this packet of VP8 is a key frame (RFC 7741 4.2, 4.3). */
export function beginsKeyframe(payload: Buffer): boolean {
  const first = payload[0] ?? 0;
  const isStart = (first & 0x10) !== 0 && (first & 0x07) === 0;
  if (!isStart) return false;
  let at = 1;
  if (first & 0x80) {
    const more = payload[at++] ?? 0;
    if (more & 0x80) at += (payload[at] ?? 0) & 0x80 ? 2 : 1;
    if (more & 0x40) at++;
    if (more & 0x30) at++;
  }
  return at < payload.length && ((payload[at] as number) & 0x01) === 0;
}
