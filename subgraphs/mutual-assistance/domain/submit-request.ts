import { z } from 'zod';
import { type AdministrationCode, findAdministration } from '../../../schema/administrations.ts';
import { accepted, badInput, type Result, refused } from '../../../schema/contract/result.ts';
import { readTin, type Tin, type TinProblem } from '../../../schema/contract/tin.ts';
import { ASSISTANCE_KINDS, PURPOSES_OF_USE, SAFE_CRITERIA } from '../../../schema/contract/vocabulary.ts';
import type { AssistanceAgreement } from '../../../schema/reference/assistance-agreements.ts';
import type { AssistanceRequest, AssistanceSubject } from './assistance-request.ts';
import { dateAt } from './calendar-date.ts';
import { checkLegalBasis, type Instruments } from './check-legal-basis.ts';
import { type OralRequest, oralRequest } from './oral-request.ts';
import { isWithoutDuplicates, listOf, nameSchema, parseInput, textSchema } from './parse-input.ts';
import { particularsSchema } from './request-particulars.ts';
import { startClock } from './response-clock.ts';

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
    particulars: particularsSchema,
    jointWith: listOf(nameSchema).refine(isWithoutDuplicates, { error: 'each administration once' }),
    madeOrallyAt: z.iso.datetime({ offset: true, error: 'an instant, RFC 3339' }).nullable(),
    idempotencyKey: nameSchema,
  })
  .refine(({ urgent, madeOrallyAt }) => urgent || madeOrallyAt === null, {
    path: ['madeOrallyAt'],
    error: 'only an urgent request is made orally',
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
  const joint = checkJoint(requesting, rest);
  if (!joint.ok) return joint;
  if (VALIDATION_KINDS.includes(rest.kind) && rest.criteria.length + rest.questions.length === 0) {
    return badInput('criteria', `a ${rest.kind} names at least one criterion or question`);
  }
  if ((subjectTin === null) === (subjectVendorId === null)) {
    return badInput('subjectTin', 'exactly one of subjectTin and subjectVendorId');
  }
  if (subjectVendorId !== null) return accepted({ ...rest, subject: { kind: 'VENDOR', id: subjectVendorId } });
  return readOperator(subjectTin ?? '', rest);
}

/** Kinds by which somebody goes and looks, so that officials of others can be there. */
const JOINT_KINDS: readonly string[] = [
  'VENDOR_VALIDATION',
  'OPERATOR_VALIDATION',
  'AUTHORIZATION_SUPPORT',
  'SPOT_CHECK',
];

function checkJoint(
  requesting: AdministrationCode,
  { jointWith, kind, requested }: Pick<Submission, 'jointWith' | 'kind' | 'requested'>,
): Result<null> {
  if (jointWith.length === 0) return accepted(null);
  if (!JOINT_KINDS.includes(kind)) return badInput('jointWith', `nobody takes part in ${kind}`);
  const strange = jointWith.find((code) => code === requested || findAdministration(code) === undefined);
  return strange === undefined
    ? accepted(null)
    : badInput('jointWith', `codes of known administrations such as ${requesting}, not of the requested one`);
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
  readonly oral: OralRequest | null;
}

/** A request that has no reference yet: its number within the year is counted where it is kept. */
export type NewRequest = Omit<AssistanceRequest, 'reference'> & { readonly year: number };

/** The legal basis of a submission on the requesting administration’s own date, or NO_LEGAL_BASIS. */
export function basisOfSubmission(
  instruments: Instruments,
  requesting: AdministrationCode,
  { agreement, requested, kind, purpose }: Submission,
  subject: AssistanceSubject,
  now: Date,
): Result<AssistanceAgreement> {
  const territory = subject.kind === 'VENDOR' ? subject.establishedIn : subject.tin.slice(0, 2);
  const on = dateAt(requesting, now);
  return checkLegalBasis(instruments, { agreement, requesting, requested, kind, purpose, territory, on });
}

/** The oral request that a submission records, while it can still be confirmed in writing; null: it is in writing. */
export function oralOf(
  { madeOrallyAt }: Pick<Submission, 'madeOrallyAt'>,
  { oralConfirmationHours }: Pick<AssistanceAgreement, 'oralConfirmationHours'>,
  now: Date,
): Result<OralRequest | null> {
  if (madeOrallyAt === null) return accepted(null);
  const oral = oralRequest(madeOrallyAt, oralConfirmationHours);
  const at = now.toISOString();
  return new Date(madeOrallyAt) > now || oral.confirmBy < at
    ? badInput('madeOrallyAt', 'not in the future, and not longer ago than it may wait for its confirmation')
    : accepted(oral);
}

/** What a submission may say of its language: one that the agreement accepts, where a source names any. */
export function checkLanguage(
  { particulars }: Pick<Submission, 'particulars'>,
  { languages }: Pick<AssistanceAgreement, 'languages'>,
): Result<null> {
  const { language } = particulars;
  return language === null || languages === null || languages.includes(language)
    ? accepted(null)
    : badInput('particulars.language', `one that the agreement accepts: ${languages.join(', ')}`);
}

/** The request that a submission makes. */
export function newRequest(submission: Submission, circumstances: SubmissionCircumstances): NewRequest {
  const { id, now, requesting, subject, vendorRegistrationId, agreement, oral } = circumstances;
  const { requested, kind, reason, facts, purpose, urgent, criteria, questions, idempotencyKey } = submission;
  const { particulars, jointWith } = submission;
  const today = dateAt(requesting, now);
  return {
    ...{ id, requesting, requested, idempotencyKey, kind, agreement, reason, facts, purpose, urgent },
    ...{ subject, vendorRegistrationId, criteria, questions, particulars, jointWith },
    oral,
    state: 'SUBMITTED',
    submittedAt: now.toISOString(),
    clock: startClock(today, agreement.responseDays),
    ...{ answeredAt: null, postponement: null, response: null, refusal: null },
    furtherUses: [],
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
    jointWith: [...standing.jointWith],
    madeOrallyAt: standing.oral?.madeAt ?? null,
    // What was completed since is no other content.
    particulars: standing.version === 1 ? standing.particulars : submission.particulars,
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
  ...(['subject', 'criteria', 'questions', 'particulars', 'jointWith', 'madeOrallyAt'] as const),
];
