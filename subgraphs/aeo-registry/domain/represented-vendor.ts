import type { Administration } from '../../../schema/administrations.ts';
import { readTin } from '../../../schema/contract/tin.ts';
import type { RowProblem } from './import-rules.ts';

/** A foreign vendor as a supply-chain partner of the operator that represents it (note, IV ii, option 1). */
export interface RepresentedVendor {
  readonly id: string;
  readonly name: string;
  readonly establishedIn: string;
  /** Null: it has none, or none is known. */
  readonly tin: string | null;
  /** First day, at the administration. */
  readonly from: string;
  /** Last day, included; null: no end is known. */
  readonly until: string | null;
}

/** A vendor as it is stated. */
export type StatedVendor = Omit<RepresentedVendor, 'id'>;

/** The vendor, trimmed, or every problem that the row has. */
export function readVendor(
  stated: StatedVendor,
  home: Pick<Administration, 'tinPrefixes' | 'code'>,
):
  | { readonly ok: true; readonly value: StatedVendor }
  | { readonly ok: false; readonly problems: readonly RowProblem[] } {
  const problems: RowProblem[] = [];
  const name = stated.name.trim();
  if (name.length === 0 || name.length > 300) {
    problems.push({ field: 'name', rule: 'LENGTH', message: 'A name has 1 to 300 characters.' });
  } else if (/\p{Cc}/u.test(name)) {
    problems.push({
      field: 'name',
      rule: 'NO_CONTROL_CHARACTERS',
      message: 'A name is one line of visible characters.',
    });
  }
  const establishedIn = stated.establishedIn.toUpperCase();
  if (home.tinPrefixes.includes(establishedIn)) {
    const message = `A vendor established in ${home.code} applies for itself; only foreign ones are represented.`;
    problems.push({ field: 'establishedIn', rule: 'FOREIGN', message });
  }
  const reading = stated.tin === null ? undefined : readTin(stated.tin);
  if (reading?.ok === false) {
    problems.push({ field: 'tin', rule: `TIN_${reading.problem}`, message: `${reading.rule}.` });
  } else if (reading?.ok === true && reading.administration.code === home.code) {
    problems.push({ field: 'tin', rule: 'FOREIGN', message: `It is a TIN of ${home.code}.` });
  }
  if (stated.until !== null && stated.until < stated.from) {
    problems.push({ field: 'until', rule: 'NOT_BEFORE_FROM', message: 'The last day lies before the first.' });
  }
  if (problems.length > 0) return { ok: false, problems };
  return { ok: true, value: { ...stated, name, establishedIn, tin: reading?.ok === true ? reading.tin : null } };
}

/** What makes it this vendor at its representative, in order: stated again with these, it is the same one with another end. */
export function vendorIdentity({ establishedIn, from, tin, name }: StatedVendor): readonly (string | null)[] {
  return [establishedIn, from, tin, tin === null ? name : null];
}
