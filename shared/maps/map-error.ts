/** Says what is wrong with a map, and where, to the person who made it. The only thing that parsing ever throws. */
export class MapError extends Error {
  override name = 'MapError';

  constructor(fault: string) {
    super(`Invalid Map: ${fault}`);
  }
}

/** A name from a stranger's file, fit to stand in a message: short, on one line. */
export function quote(name: string): string {
  const line = name.toWellFormed().replaceAll(/\p{Cc}+/gu, ' ');
  const characters = [...line];
  return `"${characters.length > 60 ? `${characters.slice(0, 60).join('')}…` : line}"`;
}
