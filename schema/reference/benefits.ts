import { z } from 'zod';
import { BENEFIT_SCOPES, type BenefitScope } from '../contract/vocabulary.ts';
import data from './benefits.json' with { type: 'json' };

/** A benefit that a recognising administration may grant to a recognised operator. */
export interface Benefit {
  /** GENERAL_… or, for the note's list A to M (VII), ECOMMERCE_A … ECOMMERCE_M. */
  readonly code: string;
  readonly scope: BenefitScope;
  readonly title: string;
  readonly description: string;
  readonly source: string;
}

const text = z.string().trim().min(1);

/** Shape of a row of benefits.json; unknown keys are refused. */
export const benefitSchema: z.ZodType<Benefit> = z
  .strictObject({
    code: z.string().regex(/^(GENERAL_[A-Z_]+|ECOMMERCE_[A-M])$/),
    scope: z.enum(BENEFIT_SCOPES),
    title: text,
    description: text,
    source: text,
  })
  .refine(({ code, scope }) => code.startsWith(`${scope}_`), { error: 'code begins with the scope' })
  .readonly();

/** Validates rows of benefits and freezes them; throws a `ZodError` that names row and key. */
export function loadBenefits(rows: unknown): readonly Benefit[] {
  return z
    .array(benefitSchema)
    .refine((benefits) => new Set(benefits.map(({ code }) => code)).size === benefits.length, {
      error: 'a code stands twice',
    })
    .readonly()
    .parse(rows);
}

/** The general benefits of arrangements (domain.md 2.2), then the note's thirteen for e-commerce (VII). */
export const BENEFITS: readonly Benefit[] = loadBenefits(data);
