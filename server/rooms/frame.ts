/** An unmasked, unfragmented binary frame (RFC 6455, 5.2) around a copy of the bytes. */
export function frame(bytes: Uint8Array): Buffer {
  const length = bytes.byteLength;
  const header = length < 126 ? 2 : length < 65_536 ? 4 : 10;
  const framed = Buffer.allocUnsafe(header + length);
  framed[0] = 0x82;
  if (header === 2) framed[1] = length;
  else if (header === 4) {
    framed[1] = 126;
    framed.writeUInt16BE(length, 2);
  } else {
    framed[1] = 127;
    framed.writeBigUInt64BE(BigInt(length), 2);
  }
  framed.set(bytes, header);
  return framed;
}
