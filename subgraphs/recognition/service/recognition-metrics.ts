import { Counter, Gauge, Registry } from 'prom-client';

/** What the recognition service counts beside what the gateway counts of it. */
export interface RecognitionMetrics {
  readonly registry: Registry;
  /** Consultations whose receipts have no time proof yet. */
  readonly unstamped: Gauge;
  readonly stampFailures: Counter;
  /** Decisions by the administration asked about, and by what they rest on. */
  readonly decisions: Counter<'partner' | 'quality'>;
}

/** Makes the metrics of one recognition service. */
export function createRecognitionMetrics(): RecognitionMetrics {
  const registry = new Registry();
  const unstamped = new Gauge({
    name: 'aeo_recognition_unstamped_consultations',
    help: 'Consultations whose receipts have no time proof yet; always 0 where no time-stamping authority is set.',
    registers: [registry],
  });
  const stampFailures = new Counter({
    name: 'aeo_recognition_stamp_failures_total',
    help: 'Attempts to have the log time-stamped that failed.',
    registers: [registry],
  });
  const decisions = new Counter({
    name: 'aeo_recognition_decisions_total',
    help: 'Decisions by the administration asked about and by quality: LIVE, LAST_KNOWN, NONE (the hub decided by itself) or UNDETERMINED.',
    labelNames: ['partner', 'quality'] as const,
    registers: [registry],
  });
  return { registry, unstamped, stampFailures, decisions };
}
