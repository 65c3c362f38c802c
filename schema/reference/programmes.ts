import { z } from 'zod';
import {
  ECOMMERCE_STAKEHOLDERS,
  type EcommerceStakeholder,
  OPERATOR_ROLES,
  type OperatorRole,
  SOURCE_CERTAINTIES,
  type SourceCertainty,
} from '../contract/vocabulary.ts';
import { BENEFITS } from './benefits.ts';
import data from './programmes.json' with { type: 'json' };

/** That a programme certifies a stakeholder in another role than its own. */
export interface CertifiedAs {
  readonly stakeholder: EcommerceStakeholder;
  /** Each among the eligible ones; one of them is applied for. */
  readonly roles: readonly OperatorRole[];
  readonly source: string;
}

/** The AEO programme of one administration for one period. */
export interface Programme {
  /** Code of the administration or unconnected party. */
  readonly administration: string;
  readonly name: string;
  /** ISO date; null: in force before any date that the data need. */
  readonly inForceFrom: string | null;
  /** ISO date, last day included; null: no end is known. */
  readonly inForceTo: string | null;
  /** Roles in which one can be authorised. */
  readonly eligibleRoles: readonly OperatorRole[];
  /** As figure 2-2 of the note counts them; one that is admitted in another role (Guatemala: e-vendor as exporter) stands here only. */
  readonly ecommerceStakeholders: readonly EcommerceStakeholder[];
  /** Stakeholders that come in by another role than their own; empty: none is shown by a source. */
  readonly certifiedAs: readonly CertifiedAs[];
  /** Codes of the types; empty: not shown by a source. */
  readonly authorizationTypes: readonly string[];
  /** null: no expiry, or no term found (the remark tells which). */
  readonly validityYears: number | null;
  readonly acceptsThirdPartyValidators: boolean;
  /** Codes of `BENEFITS`. */
  readonly benefits: readonly string[];
  readonly certainty: SourceCertainty;
  /** ISO date for which the source speaks; of undated sources, the day of recording. */
  readonly asOf: string;
  readonly source: string;
  readonly remark: string | null;
}

const BENEFIT_CODES: ReadonlySet<string> = new Set(BENEFITS.map(({ code }) => code));
const text = z.string().trim().min(1);
const once = (values: readonly string[]) => new Set(values).size === values.length;
const TWICE = { error: 'a value stands twice' };

/** Shape of a row of programmes.json; unknown keys are refused. */
export const programmeSchema: z.ZodType<Programme> = z
  .strictObject({
    administration: z.string().regex(/^[A-Z]{2}$/),
    name: text,
    inForceFrom: z.iso.date().nullable(),
    inForceTo: z.iso.date().nullable(),
    eligibleRoles: z.array(z.enum(OPERATOR_ROLES)).min(1).refine(once, TWICE).readonly(),
    ecommerceStakeholders: z.array(z.enum(ECOMMERCE_STAKEHOLDERS)).refine(once, TWICE).readonly(),
    certifiedAs: z
      .array(
        z
          .strictObject({
            stakeholder: z.enum(ECOMMERCE_STAKEHOLDERS),
            roles: z.array(z.enum(OPERATOR_ROLES)).min(1).refine(once, TWICE).readonly(),
            source: text,
          })
          .readonly(),
      )
      .readonly(),
    authorizationTypes: z.array(text).refine(once, TWICE).readonly(),
    validityYears: z.int().positive().nullable(),
    acceptsThirdPartyValidators: z.boolean(),
    benefits: z
      .array(z.string().refine((code) => BENEFIT_CODES.has(code), { error: 'not a code of benefits.json' }))
      .refine(once, TWICE)
      .readonly(),
    certainty: z.enum(SOURCE_CERTAINTIES),
    asOf: z.iso.date(),
    source: text,
    remark: text.nullable(),
  })
  .refine((row) => row.inForceFrom === null || row.inForceTo === null || row.inForceTo >= row.inForceFrom, {
    error: 'inForceTo is before inForceFrom',
  })
  .refine(
    ({ certifiedAs, eligibleRoles }) =>
      certifiedAs.every(({ roles }) => roles.every((role) => eligibleRoles.includes(role))),
    { error: 'certifiedAs names a role that is not eligible' },
  )
  .readonly();

/** A day later than any other, so that an open end compares. */
const OPEN_END = '9999-12-31';

function oneProgrammeADay(rows: readonly Programme[]): boolean {
  return rows.every((row, at) =>
    rows
      .slice(at + 1)
      .every(
        (other) =>
          other.administration !== row.administration ||
          (other.inForceFrom ?? '') > (row.inForceTo ?? OPEN_END) ||
          (row.inForceFrom ?? '') > (other.inForceTo ?? OPEN_END),
      ),
  );
}

/** Validates rows of programmes and freezes them; throws a `ZodError` that names row and key. */
export function loadProgrammes(rows: unknown): readonly Programme[] {
  return z
    .array(programmeSchema)
    .refine(oneProgrammeADay, { error: 'an administration has two programmes on one day' })
    .readonly()
    .parse(rows);
}

/** Every programme known, a row for each period; at most one an administration and day. */
export const PROGRAMMES: readonly Programme[] = loadProgrammes(data);
