/** Marks something as used; false: it was used before. */
export type UseOnce = (key: string) => boolean;

/** Remembers what was used for at least so long, and forgets it before twice as long: the memory stays bounded. */
export function createUsedOnce(rememberedMs: number, clock: () => Date): UseOnce {
  let turnedAt = clock().getTime();
  let earlier = new Set<string>();
  let present = new Set<string>();
  return (key) => {
    const now = clock().getTime();
    if (now - turnedAt > rememberedMs) {
      earlier = now - turnedAt > 2 * rememberedMs ? new Set() : present;
      present = new Set();
      turnedAt = now;
    }
    if (earlier.has(key) || present.has(key)) return false;
    present.add(key);
    return true;
  };
}
