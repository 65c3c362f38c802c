/** A whole number from 0 to `below` - 1 that depends on the text alone (FNV-1a, then mixed), so that data never change. */
export function stableNumber(text: string, below: number): number {
  let hash = 0x811c9dc5;
  for (const byte of new TextEncoder().encode(text)) hash = Math.imul(hash ^ byte, 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return ((hash ^ (hash >>> 16)) >>> 0) % below;
}

/** That many digits which depend on the text alone; the first is never 0. */
export function stableDigits(text: string, length: number): string {
  return Array.from({ length }, (_, place) =>
    place === 0 ? String(1 + stableNumber(`${text}/0`, 9)) : String(stableNumber(`${text}/${place}`, 10)),
  ).join('');
}
