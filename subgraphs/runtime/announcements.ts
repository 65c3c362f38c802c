import type { EntityManager } from 'typeorm';

/** What was announced in each transaction that is under way. */
const announced = new WeakMap<EntityManager, Set<string>>();

/** Says inside a transaction that there is something new of the topic: whoever listens hears of it once it is committed. */
export function announce(manager: EntityManager, topic: string): void {
  const topics = announced.get(manager) ?? new Set();
  announced.set(manager, topics.add(topic));
}

/** What was announced in the transaction that ends now; to be called at its end, however it ends. */
export function takeAnnouncements(manager: EntityManager): readonly string[] {
  const topics = [...(announced.get(manager) ?? [])];
  announced.delete(manager);
  return topics;
}

/** Those who listen to what is committed to one database. */
export interface Listeners {
  /** Calls back after each commit with something new of the topic, perhaps once too often; gives what ends it. */
  listen(topic: string, heard: () => void): () => void;
  tell(topic: string): void;
  /** Something may have been missed: everybody is to look. */
  tellAll(): void;
}

/** Nobody listens yet. */
export function createListeners(): Listeners {
  const listeners = new Map<string, Set<() => void>>();
  const tell = (topic: string): void => {
    for (const heard of listeners.get(topic) ?? []) heard();
  };
  return {
    listen(topic, heard) {
      const own = () => heard();
      const others = listeners.get(topic) ?? new Set();
      listeners.set(topic, others.add(own));
      return () => {
        others.delete(own);
        if (others.size === 0 && listeners.get(topic) === others) listeners.delete(topic);
      };
    },
    tell,
    tellAll() {
      for (const topic of [...listeners.keys()]) tell(topic);
    },
  };
}
