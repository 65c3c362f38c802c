import type { Caller } from '../../../schema/contract/caller.ts';
import type { Refusal } from '../../../schema/contract/error-codes.ts';
import { accepted, badInput, type Result, refused } from '../../../schema/contract/result.ts';
import { type Consignment, readConsignment, type StatedConsignment } from '../domain/consignment.ts';
import { checkNumber } from '../domain/input-rules.ts';
import { findPublishedSchemeOn, type PublishedScheme } from '../domain/published-scheme.ts';
import type { Registration } from '../domain/registration.ts';
import type { KeptCheck } from '../domain/registration-ports.ts';
import { checkVendorNumber, type VendorCheckAnswer } from '../domain/vendor-check.ts';
import { VENDOR_CHECK_RECEIPT_TYPE, vendorCheckClaims } from '../domain/vendor-check-receipt.ts';
import { readCheckBackground } from './check-background.ts';
import { timeZoneOf, todayAt, type VendorRegistrationParts } from './vendor-registration-parts.ts';

/** What is asked of one number. */
export interface StatedCheck {
  readonly number: string;
  readonly consignment: StatedConsignment;
}

/** The answer to a check, with its proof. */
export interface AnsweredCheck extends VendorCheckAnswer {
  /** Null: the number is nobody's here. */
  readonly registration: Registration | null;
  readonly consultationNumber: string;
  readonly receipt: string;
}

/** Most checks of one batch. */
const MAXIMUM_CHECKS = 1_000;

/** A check that can be made, and where it stands in the batch. */
interface ReadCheck {
  readonly at: number;
  readonly number: string;
  readonly stated: StatedConsignment;
  readonly consignment: Consignment;
  readonly scheme: PublishedScheme;
}

/**
 * Checks numbers of the caller's own scheme, each for a consignment: each row has its own answer or its own refusal. One
 * read, one batch of signatures and one write, however many rows; the receipts are kept before any answer is given.
 */
export async function checkVendorRegistrations(
  parts: VendorRegistrationParts,
  caller: Caller,
  checks: readonly StatedCheck[],
): Promise<Result<readonly Result<AnsweredCheck>[]>> {
  if (checks.length > MAXIMUM_CHECKS) {
    return refused('LIMIT_EXCEEDED', 'checks: at most 1,000.', { field: 'checks', rule: '1 to 1,000' });
  }
  if (checks.length === 0) return badInput('checks', '1 to 1,000');
  const readings = checks.map((check, at) => readCheck(parts, caller, check, at));
  const readable = readings.flatMap((reading) => (reading.ok ? [reading.value] : []));
  const answers = new Map((await answerAll(parts, caller, readable)).map((answer, at) => [readable[at]?.at, answer]));
  return accepted(
    readings.map((reading, at) => {
      const answer = answers.get(at);
      return reading.ok && answer !== undefined ? accepted(answer) : refusalOf(reading);
    }),
  );
}

/** The single check: a batch of one, whose refusal is the caller's own. */
export async function checkVendorRegistration(
  parts: VendorRegistrationParts,
  caller: Caller,
  check: StatedCheck,
): Promise<Result<AnsweredCheck>> {
  const answers = await checkVendorRegistrations(parts, caller, [check]);
  if (!answers.ok) return answers;
  const [answer] = answers.value;
  if (answer === undefined) throw new Error('a batch of one check has no answer');
  return answer;
}

/**
 * A day for which the destination's rules are not known is the caller's to put right, row by row, and never an answer about
 * the number: what begins after the last known row may well be in force (domain.md 4: valid numbers were refused, and buyers
 * charged twice).
 */
function readCheck(
  { schemes }: VendorRegistrationParts,
  { administration }: Caller,
  { number: asked, consignment: stated }: StatedCheck,
  at: number,
): Result<ReadCheck> {
  const number = checkNumber(asked);
  if (!number.ok) return number;
  const scheme = findPublishedSchemeOn(schemes, administration, stated.arrivesOn);
  if (scheme === undefined) {
    return badInput(
      'consignment.arrivesOn',
      `a day for which the rules of a collection scheme of ${administration} are known; this says nothing about the number`,
    );
  }
  const consignment = readConsignment(stated, administration);
  if (!consignment.ok) return consignment;
  return accepted({ at, number: number.value, stated, consignment: consignment.value, scheme });
}

function refusalOf(reading: Result<unknown>): { readonly ok: false; readonly refusal: Refusal } {
  if (reading.ok) throw new Error('a check that was made has no answer');
  return reading;
}

async function answerAll(
  parts: VendorRegistrationParts,
  caller: Caller,
  checks: readonly ReadCheck[],
): Promise<readonly AnsweredCheck[]> {
  if (checks.length === 0) return [];
  const destination = caller.administration;
  const background = await readCheckBackground(parts.store.read, destination, checks);
  const at = parts.clock();
  const askedOn = todayAt(destination, parts.clock);
  const made = await Promise.all(
    checks.map(async ({ number, stated, consignment, scheme }) => {
      const registration = background.registrations.get(number) ?? null;
      const history = registration === null ? undefined : (background.histories.get(registration.id) ?? []);
      const { conversionRates } = background;
      const rates = parts.taxRates;
      const timeZone = timeZoneOf(destination);
      const answer = checkVendorNumber({ number, consignment, scheme, rates, conversionRates, history, timeZone });
      const consultationNumber = parts.newId();
      const claims = vendorCheckClaims({
        consultationNumber,
        number,
        destination,
        at,
        purpose: caller.purpose,
        requestId: caller.requestId,
        consignment: stated,
        schemeId: scheme.id,
        answer,
      });
      const receipt = await parts.signer.sign(claims, VENDOR_CHECK_RECEIPT_TYPE);
      const kept: KeptCheck = {
        consultationNumber,
        destination,
        askedAt: at.toISOString(),
        askedOn,
        askedBy: caller.subject,
        registrationNumber: number,
        registrationId: registration?.id ?? null,
        arrivesOn: stated.arrivesOn,
        consignmentReference: stated.reference,
        outcome: answer.outcome,
        duty: answer.duty,
        tax: answer.tax,
        receipt,
      };
      return { kept, told: { ...answer, registration, consultationNumber, receipt } };
    }),
  );
  await parts.store.write((writer) => writer.insertChecks(made.map(({ kept }) => kept)));
  return made.map(({ told }) => told);
}
