import { z } from 'zod';
import { type AdministrationCode, findAdministration } from '../../../schema/administrations.ts';
import { readTin, type Tin, type TinProblem } from '../../../schema/contract/tin.ts';
import { ASSISTANCE_KINDS, PURPOSES_OF_USE, SAFE_CRITERIA } from '../../../schema/contract/vocabulary.ts';
import type { AssistanceAgreement } from '../../../schema/reference/assistance-agreements.ts';
import type { AssistanceRequest, AssistanceSubject } from './assistance-request.ts';
import { dateAt } from './calendar-date.ts';
import { checkLegalBasis } from './check-legal-basis.ts';
import { isWithoutDuplicates, listOf, nameSchema, parseInput, textSchema } from './parse-input.ts';
import { dueDate } from './response-deadline.ts';
import { accepted, badInput, type Result, refused } from './result.ts';

const submissionSchema = z
  .object({
    requested: nameSchema,
    kind: z.enum(ASSISTANCE_KINDS),
    agreement: nameSchema,
    reason: textSchema,
    facts: textSchema,
    purpose: z.enum(PURPOSES_OF_USE),
    urgent: z.boolean(),
    subjectTin: z.string().nullable(),
    subjectVendorId: nameSchema.nullable(),
    criteria: listOf(z.enum(SAFE_CRITERIA)).refine(isWithoutDuplicates, { error: 'each criterion once' }),
    questions: listOf(textSchema),
    idempotencyKey: nameSchema,
  })
  .readonly();

/** What an officer submits, before it is read; texts trimmed and lists bounded afterwards. */
export type SubmissionInput = z.input<typeof submissionSchema>;

/** A submission whose form is right; whether it has a legal basis and a subject is another question. */
export type Submission = Omit<z.output<typeof submissionSchema>, 'subjectTin' | 'subjectVendorId'> & {
  readonly subject: { readonly kind: 'OPERATOR'; readonly tin: Tin } | { readonly kind: 'VENDOR'; readonly id: string };
};

const TIN_CODES = {
  MALFORMED: 'TIN_MALFORMED',
  CHECKSUM: 'TIN_CHECKSUM',
  TERRITORY_UNKNOWN: 'TERRITORY_UNKNOWN',
} as const satisfies Record<TinProblem, string>;

/** Kinds by which the requested side is to validate somebody: a party of its own, by criteria or questions. */
const VALIDATION_KINDS: readonly string[] = ['VENDOR_VALIDATION', 'OPERATOR_VALIDATION'];

/** Reads the form of a submission: everything that can be said without agreements, vendors or earlier requests. */
export function readSubmission(requesting: AdministrationCode, input: SubmissionInput): Result<Submission> {
  const parsed = parseInput(submissionSchema, input);
  if (!parsed.ok) return parsed;
  const { subjectTin, subjectVendorId, ...rest } = parsed.value;
  if (rest.requested === requesting) return badInput('requested', 'another administration than the requesting one');
  if (findAdministration(rest.requested) === undefined) {
    return badInput('requested', 'the code of a known administration');
  }
  if (VALIDATION_KINDS.includes(rest.kind) && rest.criteria.length + rest.questions.length === 0) {
    return badInput('criteria', `a ${rest.kind} names at least one criterion or question`);
  }
  if ((subjectTin === null) === (subjectVendorId === null)) {
    return badInput('subjectTin', 'exactly one of subjectTin and subjectVendorId');
  }
  if (subjectVendorId !== null) return accepted({ ...rest, subject: { kind: 'VENDOR', id: subjectVendorId } });
  return readOperator(subjectTin ?? '', rest);
}

function readOperator(text: string, rest: Omit<Submission, 'subject'>): Result<Submission> {
  const reading = readTin(text);
  if (!reading.ok) {
    return refused(TIN_CODES[reading.problem], `subjectTin: ${reading.rule}.`, {
      field: 'subjectTin',
      rule: reading.rule,
    });
  }
  if (VALIDATION_KINDS.includes(rest.kind) && reading.administration.code !== rest.requested) {
    return badInput('subjectTin', `${rest.kind} is asked of the administration that answers for the TIN`);
  }
  return accepted({ ...rest, subject: { kind: 'OPERATOR', tin: reading.tin } });
}

/** What is found out before a request is made of a submission: its identifier, its subject and what waits for it. */
export interface SubmissionCircumstances {
  readonly id: string;
  readonly now: Date;
  readonly requesting: AdministrationCode;
  readonly subject: AssistanceSubject;
  readonly vendorRegistrationId: string | null;
  readonly agreement: AssistanceAgreement;
}

/** A request that has no reference yet: its number within the year is counted where it is kept. */
export type AssistanceDraft = Omit<AssistanceRequest, 'reference'> & { readonly year: number };

/** The legal basis of a submission on the requesting administration’s own date, or NO_LEGAL_BASIS. */
export function basisOfSubmission(
  agreements: readonly AssistanceAgreement[],
  requesting: AdministrationCode,
  { agreement, requested, kind }: Submission,
  now: Date,
): Result<AssistanceAgreement> {
  return checkLegalBasis(agreements, { agreement, requesting, requested, kind, on: dateAt(requesting, now) });
}

/** The request that a submission makes. */
export function draftRequest(submission: Submission, circumstances: SubmissionCircumstances): AssistanceDraft {
  const { id, now, requesting, subject, vendorRegistrationId, agreement } = circumstances;
  const { requested, kind, reason, facts, purpose, urgent, criteria, questions, idempotencyKey } = submission;
  const today = dateAt(requesting, now);
  return {
    ...{ id, requesting, requested, idempotencyKey, kind, agreement, reason, facts, purpose, urgent },
    ...{ subject, vendorRegistrationId, criteria, questions },
    state: 'SUBMITTED',
    submittedAt: now.toISOString(),
    dueOn: dueDate(today, agreement.responseDays),
    postponedUntil: null,
    response: null,
    refusal: null,
    version: 1,
    year: Number(today.slice(0, 4)),
  };
}

/**
 * The request that already stands under a submission's idempotency key, if the content is the same; otherwise
 * BAD_USER_INPUT, which names the fields that differ.
 */
export function repeatedRequest(standing: AssistanceRequest, submission: Submission): Result<AssistanceRequest> {
  const { subject } = standing;
  const before: Submission = {
    ...standing,
    agreement: standing.agreement.id,
    criteria: [...standing.criteria],
    questions: [...standing.questions],
    subject:
      subject.kind === 'VENDOR' ? { kind: 'VENDOR', id: subject.vendorId } : { kind: 'OPERATOR', tin: subject.tin },
  };
  const differing = COMPARED.filter((key) => JSON.stringify(before[key]) !== JSON.stringify(submission[key]));
  return differing.length === 0
    ? accepted(standing)
    : badInput('idempotencyKey', `one key stands for one content; it was used with another ${differing.join(', ')}`);
}

const COMPARED = [
  ...(['requested', 'kind', 'agreement', 'reason', 'facts', 'purpose', 'urgent'] as const),
  ...(['subject', 'criteria', 'questions'] as const),
];
