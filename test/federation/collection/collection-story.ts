import type { BusinessModel, EcommerceStakeholder, OperatorRole } from '../../../schema/contract/vocabulary.ts';

/** The options of the note, IV: 1 representation, 2 assistance of the exporting side, 3 registration of foreign vendors. */
export const NOTE_OPTIONS = ['1', '2', '3'] as const;
export type NoteOption = (typeof NOTE_OPTIONS)[number];

/** A consignment of one kind of goods, and what is to be said of it. */
export interface ExpectedCheck {
  /** Of one piece, in the scheme's currency. */
  readonly value: string;
  readonly quantity: number;
  readonly taxClass?: 'REDUCED_1';
  readonly mode?: 'SEA';
  readonly hsCode?: string;
  /** Reasons against it; empty: VALID. */
  readonly reasons: readonly string[];
  /** Null unless VALID. */
  readonly duty: string | null;
  readonly tax: string | null;
}

/** The return of the period in which the consignments arrived: filed too low, corrected to what was checked, paid in parts. */
export interface ExpectedReturn {
  readonly period: string;
  readonly dueOn: string;
  /** Whether it is past due on 15 January 2027. */
  readonly overdue: boolean;
  readonly filed: { readonly consignments: number; readonly duty: string; readonly tax: string };
  readonly corrected: { readonly consignments: number; readonly duty: string; readonly tax: string };
  /** Paid after the correction, in two parts, with what is outstanding after each. */
  readonly payments: readonly [ExpectedPayment, ExpectedPayment];
}

interface ExpectedPayment {
  readonly amount: string;
  readonly outstanding: string;
}

/** One vendor, platform, redeliverer or intermediary at one destination, and everything that is expected of it. */
export interface CollectionStory {
  readonly title: string;
  readonly options: readonly NoteOption[];
  readonly home: string;
  readonly destination: string;
  /** The country whose tax is due. */
  readonly destinationCountry: string;
  readonly legalName: string;
  readonly establishedIn: string;
  readonly tin: string;
  readonly stakeholder: EcommerceStakeholder;
  readonly businessModel: BusinessModel;
  readonly representative: string | null;
  /** Whose token the application comes with. */
  readonly appliedBy: 'VENDOR' | 'REPRESENTATIVE' | 'OFFICER';
  /** Stated in the application; null: it follows from the rest. */
  readonly statedCapacity: 'REDELIVERER' | null;
  readonly capacity: string;
  readonly liable: string;
  /** Words of the rule that makes it liable. */
  readonly rule: string;
  /** The scheme's row, which the rule names. */
  readonly schemeRow: string;
  /** The legal basis for asking the exporting side; null: there is none. */
  readonly agreement: string | null;
  readonly number: RegExp;
  readonly currency: string;
  readonly checks: readonly ExpectedCheck[];
  readonly returned: ExpectedReturn;
  /** What the destination's own decision on the vendor's TIN says beside the registration. */
  readonly recognition: {
    readonly role: OperatorRole;
    readonly outcome: string;
    readonly reasons: readonly string[];
    readonly arrangement: string | null;
  };
}
