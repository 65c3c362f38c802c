import { z } from 'zod';
import {
  type Administration,
  type AdministrationCode,
  findAdministrationOfPrefix,
} from '../../../schema/administrations.ts';
import type { ErrorCode } from '../../../schema/contract/error-codes.ts';
import { accepted, badInput, type Result, refused } from '../../../schema/contract/result.ts';
import { readTin, type TinProblem } from '../../../schema/contract/tin.ts';
import type { BusinessModel, EcommerceStakeholder } from '../../../schema/contract/vocabulary.ts';
import type { SchemeRegistrant } from '../../../schema/reference/collection-schemes.ts';
import { addressRule, keyRule, nameRule } from './input-rules.ts';

/** An application as it came in. */
export interface VendorApplication {
  readonly legalName: string;
  /** ISO 3166-1 alpha-2. */
  readonly establishedIn: string;
  readonly tin: string | null;
  readonly stakeholder: EcommerceStakeholder;
  readonly businessModel: BusinessModel;
  readonly representative: string | null;
  readonly contactEmail: string;
  /** Null: not stated. */
  readonly address: string | null;
  /** Null: as it follows from the other values. */
  readonly capacity: SchemeRegistrant | null;
  readonly idempotencyKey: string;
}

const CODE_OF_PROBLEM = {
  MALFORMED: 'TIN_MALFORMED',
  CHECKSUM: 'TIN_CHECKSUM',
  TERRITORY_UNKNOWN: 'TERRITORY_UNKNOWN',
} as const satisfies Record<TinProblem, ErrorCode>;

const textSchema = z.object({
  legalName: nameRule,
  contactEmail: z
    .email({ error: 'an e-mail address' })
    .max(254, { error: 'an e-mail address of at most 254 characters' }),
  address: addressRule.nullable(),
  idempotencyKey: keyRule,
});

/**
 * The application with its texts trimmed and its TINs normalised, or what is wrong with it. A vendor that is established in
 * the destination registers there as everybody does; a representative is an operator of the destination (note, option 1).
 */
export function checkApplication(
  application: VendorApplication,
  destination: AdministrationCode,
): Result<VendorApplication> {
  const texts = textSchema.safeParse({ ...application, contactEmail: application.contactEmail.trim() });
  if (!texts.success) {
    const issue = texts.error.issues[0];
    return badInput(String(issue?.path[0] ?? 'input'), issue?.message ?? 'a value breaks a rule');
  }
  if (findAdministrationOfPrefix(application.establishedIn)?.code === destination) {
    return badInput(
      'establishedIn',
      `a country outside ${destination}: whoever is established there registers at home`,
    );
  }
  const tin = readOptionalTin('tin', application.tin);
  if (!tin.ok) return tin;
  const representative = readOptionalTin('representative', application.representative);
  if (!representative.ok) return representative;
  if (representative.value !== null && representative.value.administration.code !== destination) {
    return badInput('representative', `the TIN of an operator of ${destination}, where it represents the vendor`);
  }
  return accepted({
    ...application,
    ...texts.data,
    tin: tin.value?.tin ?? null,
    representative: representative.value?.tin ?? null,
  });
}

/** A TIN that may be stated, normalised and with its administration, or what is wrong with it. */
export function readOptionalTin(
  field: string,
  input: string | null,
): Result<{ readonly tin: string; readonly administration: Administration } | null> {
  if (input === null) return accepted(null);
  const reading = readTin(input);
  if (reading.ok) return accepted({ tin: reading.tin, administration: reading.administration });
  return refused(CODE_OF_PROBLEM[reading.problem], `${field}: ${reading.rule}.`, { field, rule: reading.rule });
}
