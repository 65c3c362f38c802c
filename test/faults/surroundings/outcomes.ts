import type { Surroundings } from './change-surroundings.ts';

/** What is done to the machine of a process, or to all. */
export type Fault = Partial<Surroundings> | 'NO_WRITE';

export const MACHINES = ['registry-kr', 'recognition', 'gateway-1', 'every machine'] as const;
export type Machine = (typeof MACHINES)[number];

/**
 * What users see. `partner`: outcome and reasons of a question about an operator of that registry, or the code of the
 * error instead of any answer. `officer`: DONE, or the code by which an officer's write at that registry is refused.
 */
export interface Outcome {
  readonly what: string;
  readonly fault: Fault;
  readonly at: Machine;
  readonly partner: string;
  readonly officer: string;
}

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

const RECOGNISED = 'RECOGNISED';
const SILENT = 'UNDETERMINED REGISTRY_UNAVAILABLE';

/**
 * THE table: fault × machine → what users see while it lasts. When it is over all is as before, and nobody has to lend a
 * hand. A registry that cannot write its ledger tells nothing, and a hub that cannot write its log decides nothing; a machine
 * whose clock is wrong believes nobody, and is believed by nobody, since what is signed lives for a minute.
 */
export const OUTCOMES: readonly Outcome[] = [
  { what: 'a full disk', fault: { disk: 'FULL' }, at: 'registry-kr', partner: SILENT, officer: 'INTERNAL' },
  { what: 'a full disk', fault: { disk: 'FULL' }, at: 'recognition', partner: 'INTERNAL', officer: 'DONE' },
  { what: 'a read-only disk', fault: { disk: 'READ_ONLY' }, at: 'registry-kr', partner: SILENT, officer: 'INTERNAL' },
  { what: 'a read-only disk', fault: { disk: 'READ_ONLY' }, at: 'recognition', partner: 'INTERNAL', officer: 'DONE' },
  { what: 'a disk that takes no byte', fault: 'NO_WRITE', at: 'registry-kr', partner: SILENT, officer: 'INTERNAL' },
  { what: 'a disk that takes no byte', fault: 'NO_WRITE', at: 'recognition', partner: 'INTERNAL', officer: 'DONE' },
  { what: 'a disk that takes no byte', fault: 'NO_WRITE', at: 'gateway-1', partner: RECOGNISED, officer: 'DONE' },
  { what: 'a clock an hour ahead', fault: { clockMs: HOUR_MS }, at: 'registry-kr', partner: SILENT, officer: 'DONE' },
  {
    what: 'a clock an hour behind',
    fault: { clockMs: -HOUR_MS },
    at: 'registry-kr',
    partner: SILENT,
    officer: 'UNAUTHENTICATED',
  },
  {
    what: 'a clock a day ahead',
    fault: { clockMs: DAY_MS },
    at: 'registry-kr',
    partner: SILENT,
    officer: 'UNAUTHENTICATED',
  },
  {
    what: 'a clock a day behind',
    fault: { clockMs: -DAY_MS },
    at: 'registry-kr',
    partner: SILENT,
    officer: 'UNAUTHENTICATED',
  },
  {
    what: 'a clock an hour ahead',
    fault: { clockMs: HOUR_MS },
    at: 'recognition',
    partner: 'INTERNAL',
    officer: 'DONE',
  },
  {
    what: 'a clock an hour behind',
    fault: { clockMs: -HOUR_MS },
    at: 'recognition',
    partner: 'INTERNAL',
    officer: 'DONE',
  },
  { what: 'a clock a day ahead', fault: { clockMs: DAY_MS }, at: 'recognition', partner: 'INTERNAL', officer: 'DONE' },
  {
    what: 'a clock a day behind',
    fault: { clockMs: -DAY_MS },
    at: 'recognition',
    partner: 'INTERNAL',
    officer: 'DONE',
  },
  { what: 'a clock an hour ahead', fault: { clockMs: HOUR_MS }, at: 'gateway-1', partner: 'INTERNAL', officer: 'DONE' },
  {
    what: 'a clock an hour behind',
    fault: { clockMs: -HOUR_MS },
    at: 'gateway-1',
    partner: 'UNAUTHENTICATED',
    officer: 'DONE',
  },
  {
    what: 'a clock a day ahead',
    fault: { clockMs: DAY_MS },
    at: 'gateway-1',
    partner: 'UNAUTHENTICATED',
    officer: 'DONE',
  },
  {
    what: 'a clock a day behind',
    fault: { clockMs: -DAY_MS },
    at: 'gateway-1',
    partner: 'UNAUTHENTICATED',
    officer: 'DONE',
  },
  {
    what: 'a clock an hour ahead',
    fault: { clockMs: HOUR_MS },
    at: 'every machine',
    partner: RECOGNISED,
    officer: 'DONE',
  },
];
