import { z } from 'zod';
import { type AdministrationCode, findAdministration } from '../../../schema/administrations.ts';
import type { OperatorImport, StatusImport } from '../../../schema/contract/operator-import.ts';
import { readTin } from '../../../schema/contract/tin.ts';
import {
  ASSESSMENT_BASES,
  BUSINESS_MODELS,
  CRITERION_RESULTS,
  OPERATOR_ROLES,
  SAFE_CRITERIA,
  VALIDATION_METHODS,
} from '../../../schema/contract/vocabulary.ts';
import { mayFollow } from './authorization-lifecycle.ts';

/** What of one administration the rules depend on. */
export interface ImportProfile {
  readonly administration: AdministrationCode;
  readonly authorizationTypes: readonly string[];
  readonly nationalFields: readonly { readonly name: string }[];
}

/** Why a row, or a part of it, was not taken. */
export interface RowProblem {
  /** Path within the row: `authorizations[0].validFrom`. */
  readonly field: string;
  readonly rule: string;
  readonly message: string;
}

/** Reads one row of an import: normalised, or every problem that it has. */
export type RowReader = (
  row: OperatorImport,
) =>
  | { readonly ok: true; readonly value: OperatorImport }
  | { readonly ok: false; readonly problems: readonly RowProblem[] };

/** Entries of one list at most. */
const MAXIMUM_LIST = 200;

/** Rules by the name of the schema library's own checks, as they are told to whoever imports. */
const RULE_OF_ISSUE: Readonly<Record<string, string>> = {
  too_small: 'LENGTH',
  too_big: 'LENGTH',
  invalid_format: 'FORMAT',
  invalid_value: 'VALUE',
  invalid_type: 'TYPE',
};

/** The reader of rows for one administration. */
export function createRowReader(profile: ImportProfile): RowReader {
  const schema = rowSchema(profile);
  return (row) => {
    const parsed = schema.safeParse(row);
    if (parsed.success) return { ok: true, value: parsed.data as OperatorImport };
    return {
      ok: false,
      problems: parsed.error.issues.map((issue) => ({
        field: pathOf(issue.path),
        rule:
          issue.code === 'custom' ? String(issue.params?.['rule'] ?? 'VALUE') : (RULE_OF_ISSUE[issue.code] ?? 'VALUE'),
        message: issue.message,
      })),
    };
  };
}

const name = z.string().trim().min(1).max(300);
const text = z.string().trim().min(1).max(10_000);
const date = z.iso.date();
const instant = z.iso.datetime({ offset: true }).transform((value) => new Date(value).toISOString());
const roles = z.array(z.enum(OPERATOR_ROLES)).min(1).max(MAXIMUM_LIST).transform(once);

const validation = z.object({
  method: z.enum(VALIDATION_METHODS),
  validatedBy: name,
  performedOn: date,
  nextDueOn: date.nullable(),
  criteria: z
    .array(
      z.object({
        criterion: z.enum(SAFE_CRITERIA),
        result: z.enum(CRITERION_RESULTS),
        basis: z.enum(ASSESSMENT_BASES),
        remark: text.nullable(),
      }),
    )
    .max(SAFE_CRITERIA.length)
    .check((context) => {
      const criteria = context.value.map(({ criterion }) => criterion);
      if (once(criteria).length < criteria.length) {
        context.issues.push(broken('ONCE', 'A criterion is assessed once in a validation.', context.value));
      }
    }),
});

const history = z
  .array(
    z.object({
      status: z.enum(['AUTHORISED', 'SUSPENDED', 'REVOKED', 'WITHDRAWN']),
      effectiveFrom: instant,
      ground: text.nullable(),
    }),
  )
  .min(1)
  .max(MAXIMUM_LIST)
  .check((context) => {
    const fault = findHistoryFault(context.value);
    if (fault !== undefined)
      context.issues.push({ ...broken(fault.rule, fault.message, context.value), path: [fault.at] });
  });

function rowSchema({ administration, authorizationTypes, nationalFields }: ImportProfile) {
  const known = nationalFields.map((field) => field.name);
  const authorization = z
    .object({
      number: name,
      type: z.string().check((context) => {
        if (authorizationTypes.includes(context.value)) return;
        const message = `The programme grants: ${authorizationTypes.join(', ')}.`;
        context.issues.push(broken('KNOWN_TYPE', message, context.value));
      }),
      roles,
      validFrom: date,
      validTo: date.nullable(),
      history,
      validations: z.array(validation).max(MAXIMUM_LIST),
    })
    .check((context) => {
      const { validFrom, validTo } = context.value;
      if (validTo === null || validFrom <= validTo) return;
      context.issues.push({
        ...broken('VALID_FROM_NOT_AFTER_VALID_TO', 'The last day lies before the first.', validTo),
        path: ['validTo'],
      });
    });
  return z.object({
    tin: z.string().transform((value, context) => {
      const reading = readTin(value);
      if (reading.ok && reading.administration.code === administration) return reading.tin;
      const message = reading.ok ? `It is a TIN of ${reading.administration.code}.` : `${reading.rule}.`;
      context.issues.push(broken(reading.ok ? 'OWN_TIN' : `TIN_${reading.problem}`, message, value));
      return z.NEVER;
    }),
    legalName: name,
    tradingNames: z.array(name).max(MAXIMUM_LIST).transform(once),
    address: z.object({
      lines: z.array(name).max(5),
      city: name,
      postalCode: z.string().trim().min(1).max(20).nullable(),
      country: z.string().regex(/^[A-Z]{2}$/),
    }),
    roles,
    businessModels: z.array(z.enum(BUSINESS_MODELS)).max(MAXIMUM_LIST).transform(once),
    consents: z
      .array(
        z.object({
          destination: z.string().check((context) => {
            if (context.value !== administration && findAdministration(context.value) !== undefined) return;
            context.issues.push(broken('PARTNER', 'A destination is another administration’s code.', context.value));
          }),
          since: instant,
          evidence: text,
        }),
      )
      .max(MAXIMUM_LIST),
    authorizations: z.array(authorization).max(MAXIMUM_LIST),
    national: z.record(z.string(), z.string().max(10_000)).check((context) => {
      for (const key of Object.keys(context.value)) {
        if (known.includes(key)) continue;
        const message =
          known.length === 0 ? 'The profile has no national fields.' : `The profile has: ${known.join(', ')}.`;
        context.issues.push({ ...broken('KNOWN_FIELD', message, key), path: [key] });
      }
    }),
  });
}

/** The first step of a history that is out of order, or that no action of the life cycle leads to. */
export function findHistoryFault(
  steps: readonly Pick<StatusImport, 'status' | 'effectiveFrom'>[],
): { readonly at: number; readonly rule: string; readonly message: string } | undefined {
  for (const [at, { status, effectiveFrom }] of steps.entries()) {
    const previous = steps[at - 1];
    if (previous === undefined) {
      if (status === 'AUTHORISED') continue;
      return { at, rule: 'STARTS_WITH_AUTHORISED', message: 'A history starts with the decision to authorise.' };
    }
    if (Date.parse(effectiveFrom) < Date.parse(previous.effectiveFrom)) {
      return { at, rule: 'IN_ORDER', message: 'A history is in order of effect, oldest first.' };
    }
    if (!mayFollow(previous.status, status)) {
      return { at, rule: 'LIFE_CYCLE', message: `${status} cannot follow ${previous.status}.` };
    }
  }
  return undefined;
}

/** An issue by which the other checks still run, so that a row's problems are all named at once. */
function broken<Input>(rule: string, message: string, input: Input) {
  return { code: 'custom' as const, message, input, params: { rule }, continue: true };
}

function once<Item>(items: readonly Item[]): Item[] {
  return [...new Set(items)];
}

function pathOf(path: readonly PropertyKey[]): string {
  return path.reduce<string>(
    (whole, part) =>
      typeof part === 'number' ? `${whole}[${part}]` : whole === '' ? String(part) : `${whole}.${String(part)}`,
    '',
  );
}
