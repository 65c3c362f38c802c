import type { Delivery, History } from './journal.ts';

/** Events that were to come and did not. */
export function lostEvents({ kept: { due, deliveries } }: History): string[] {
  const came = new Set(deliveries.map(nameOf));
  return due.map(nameOf).filter((event) => !came.has(event));
}

/** Events that came to a reader more than once, or that tell of nothing that happened. */
export function repeatedEvents({ kept: { due, deliveries } }: History): string[] {
  const waited = new Set(due.map(nameOf));
  return deliveries.map(nameOf).filter((event) => !waited.delete(event));
}

/** Events of a subject that came before one that happened earlier. */
export function reorderedEvents({ kept: { due, deliveries } }: History): string[] {
  const places = new Map(due.map((event, place) => [nameOf(event), place]));
  const last = new Map<string, number>();
  return deliveries.flatMap((event) => {
    const key = `${event.feed} ${event.subject}`;
    const place = places.get(nameOf(event)) ?? -1;
    const isEarlier = place < (last.get(key) ?? -1);
    last.set(key, Math.max(place, last.get(key) ?? -1));
    return isEarlier ? [nameOf(event)] : [];
  });
}

function nameOf({ feed, subject, id }: Delivery): string {
  return `${feed}: ${subject} ${id}`;
}
