import type { AdministrationCode } from '../../schema/administrations.ts';

/** What a registry’s SDL does that no registry may. */
export interface LintFault {
  readonly administration: AdministrationCode;
  /** The type or field. */
  readonly place: string;
  readonly fault: string;
}

/** Notes a fault at a place. */
export type ReportFault = (place: string, fault: string) => void;
