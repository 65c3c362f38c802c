import type { BusinessModel, OperatorRole } from '../../schema/contract/vocabulary.ts';
import type { Sector } from './name-stock.ts';

/**
 * What became of the operator's authorization. NONE: it never had one. TWO: an old one revoked, a new one in force.
 * FUTURE: decided, in force from a later date. The next four are in force, and their validation is of note.
 */
export const LIVES = [
  'AUTHORISED',
  'SUSPENDED',
  'REINSTATED',
  'REVOKED',
  'WITHDRAWN',
  'EXPIRED',
  'FUTURE',
  'NONE',
  'TWO',
  'THIRD_PARTY',
  'PARTNER',
  'PARTLY_MET',
  'OVERDUE',
] as const;
export type Life = (typeof LIVES)[number];

/** One of the operators that every registry has: what it does, and what became of it. */
export interface DemonstrationCase {
  readonly sector: Sector;
  /** Its business; its authorization covers those that the programme admits. */
  readonly roles: readonly OperatorRole[];
  readonly models?: readonly BusinessModel[];
  readonly life: Life;
  /** A type below the one that arrangements recognise (AEOC, STP, …), where the programme has one. */
  readonly lowerType?: true;
}

/** In the order of their index, which is part of each TIN: rows are added at the end and never moved. */
export const DEMONSTRATION_CASES: readonly DemonstrationCase[] = [
  { sector: 'manufacturing', roles: ['MANUFACTURER', 'EXPORTER'], life: 'AUTHORISED' },
  { sector: 'trading', roles: ['EXPORTER'], life: 'AUTHORISED' },
  { sector: 'importing', roles: ['IMPORTER'], life: 'AUTHORISED' },
  { sector: 'distribution', roles: ['IMPORTER', 'DISTRIBUTOR'], life: 'AUTHORISED', lowerType: true },
  { sector: 'brokerage', roles: ['CUSTOMS_BROKER'], life: 'AUTHORISED' },
  { sector: 'brokerage', roles: ['CUSTOMS_BROKER'], life: 'REINSTATED' },
  { sector: 'shipping', roles: ['CARRIER'], life: 'AUTHORISED' },
  { sector: 'airline', roles: ['CARRIER'], life: 'AUTHORISED' },
  { sector: 'consolidation', roles: ['CONSOLIDATOR', 'FREIGHT_FORWARDER'], life: 'PARTNER' },
  { sector: 'agency', roles: ['INTERMEDIARY'], life: 'AUTHORISED' },
  { sector: 'seaport', roles: ['SEAPORT'], life: 'AUTHORISED' },
  { sector: 'airport', roles: ['AIRPORT'], life: 'AUTHORISED' },
  { sector: 'terminal', roles: ['TERMINAL_OPERATOR'], life: 'AUTHORISED' },
  { sector: 'warehouse', roles: ['WAREHOUSE_OPERATOR'], life: 'AUTHORISED' },
  { sector: 'distribution', roles: ['DISTRIBUTOR'], life: 'AUTHORISED', lowerType: true },
  { sector: 'forwarding', roles: ['FREIGHT_FORWARDER'], life: 'AUTHORISED' },
  { sector: 'shop', roles: ['E_VENDOR', 'EXPORTER'], models: ['SELF_RUN'], life: 'AUTHORISED' },
  { sector: 'shop', roles: ['E_VENDOR', 'EXPORTER'], models: ['HALF_RUN'], life: 'AUTHORISED' },
  { sector: 'marketplace', roles: ['E_PLATFORM', 'INTERMEDIARY'], models: ['PLATFORM'], life: 'AUTHORISED' },
  {
    sector: 'marketplace',
    roles: ['E_PLATFORM', 'FULFILMENT_CENTRE', 'WAREHOUSE_OPERATOR'],
    models: ['PLATFORM', 'FULFILMENT_OFFSHORE'],
    life: 'AUTHORISED',
  },
  {
    sector: 'fulfilment',
    roles: ['FULFILMENT_CENTRE', 'WAREHOUSE_OPERATOR'],
    models: ['FULFILMENT_FREE_ZONE'],
    life: 'AUTHORISED',
  },
  {
    sector: 'fulfilment',
    roles: ['FULFILMENT_CENTRE', 'WAREHOUSE_OPERATOR'],
    models: ['FULFILMENT_DOMESTIC'],
    life: 'AUTHORISED',
  },
  { sector: 'express', roles: ['EXPRESS_CARRIER', 'CARRIER', 'FREIGHT_FORWARDER'], life: 'AUTHORISED' },
  { sector: 'post', roles: ['POSTAL_OPERATOR'], life: 'AUTHORISED' },
  { sector: 'payment', roles: ['E_PAYMENT_COMPANY'], life: 'NONE' },
  { sector: 'trading', roles: ['EXPORTER'], life: 'SUSPENDED' },
  { sector: 'manufacturing', roles: ['MANUFACTURER', 'EXPORTER'], life: 'REVOKED' },
  { sector: 'importing', roles: ['IMPORTER', 'EXPORTER'], life: 'WITHDRAWN' },
  { sector: 'trading', roles: ['EXPORTER'], life: 'EXPIRED' },
  { sector: 'manufacturing', roles: ['MANUFACTURER', 'EXPORTER'], life: 'FUTURE' },
  { sector: 'trading', roles: ['EXPORTER', 'IMPORTER'], life: 'TWO' },
  { sector: 'trading', roles: ['EXPORTER'], life: 'NONE' },
  { sector: 'manufacturing', roles: ['MANUFACTURER', 'EXPORTER'], life: 'THIRD_PARTY' },
  { sector: 'trading', roles: ['EXPORTER'], life: 'OVERDUE' },
  { sector: 'trading', roles: ['IMPORTER', 'EXPORTER'], life: 'AUTHORISED', lowerType: true },
  { sector: 'shop', roles: ['E_VENDOR', 'EXPORTER'], models: ['FULFILMENT_OFFSHORE'], life: 'AUTHORISED' },
  { sector: 'shop', roles: ['E_VENDOR', 'EXPORTER'], models: ['FULFILMENT_FREE_ZONE'], life: 'SUSPENDED' },
  { sector: 'warehouse', roles: ['WAREHOUSE_OPERATOR'], life: 'REVOKED' },
  { sector: 'forwarding', roles: ['FREIGHT_FORWARDER'], life: 'REINSTATED' },
  { sector: 'manufacturing', roles: ['MANUFACTURER'], life: 'PARTLY_MET' },
  { sector: 'trading', roles: ['EXPORTER'], life: 'AUTHORISED' },
  { sector: 'shipping', roles: ['CARRIER'], life: 'EXPIRED' },
  { sector: 'manufacturing', roles: ['MANUFACTURER', 'IMPORTER', 'EXPORTER'], life: 'AUTHORISED' },
  { sector: 'shop', roles: ['E_VENDOR', 'EXPORTER'], models: ['SELF_RUN'], life: 'NONE' },
  { sector: 'trading', roles: ['EXPORTER'], life: 'REINSTATED' },
];
