/** Binds a key to something; false: it is bound to something else. */
export type Bind = (key: string, to: string) => boolean;

/** Remembers bindings for at least so long, and forgets them before twice as long: the memory stays bounded. */
export function createBindings(rememberedMs: number, clock: () => Date): Bind {
  let turnedAt = clock().getTime();
  let earlier = new Map<string, string>();
  let present = new Map<string, string>();
  return (key, to) => {
    const now = clock().getTime();
    if (now - turnedAt > rememberedMs) {
      earlier = now - turnedAt > 2 * rememberedMs ? new Map() : present;
      present = new Map();
      turnedAt = now;
    }
    const bound = earlier.get(key) ?? present.get(key);
    if (bound !== undefined) return bound === to;
    present.set(key, to);
    return true;
  };
}
