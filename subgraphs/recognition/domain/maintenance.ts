/** A time in which a registry announced that it may not answer, `from` included and `until` not. */
export interface MaintenanceWindow {
  /** Instant, RFC 3339 UTC. */
  readonly from: string;
  /** Instant, RFC 3339 UTC. */
  readonly until: string;
  /** Whether its last known statements may be relied on meanwhile. */
  readonly fallbackAllowed: boolean;
  /** Null: none was given. */
  readonly remark: string | null;
}

/** The window that is open at the instant; of several the one that ends last. Null: none is. */
export function openWindow(windows: readonly MaintenanceWindow[], instant: Date): MaintenanceWindow | null {
  const time = instant.getTime();
  return windows
    .filter(({ from, until }) => Date.parse(from) <= time && time < Date.parse(until))
    .reduce<MaintenanceWindow | null>(
      (last, window) => (last === null || Date.parse(window.until) > Date.parse(last.until) ? window : last),
      null,
    );
}
