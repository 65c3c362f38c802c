import { randomUUID } from 'node:crypto';
import { administrationAudience } from '../../../schema/contract/attestation.ts';
import type { Caller } from '../../../schema/contract/caller.ts';
import { PARTNER_EVENT_TYPE, type PartnerEventClaims } from '../../../schema/contract/partner-event.ts';
import { RECEIPT_ISSUER } from '../../../schema/contract/receipt.ts';
import { accepted, badInput, type Result, refused } from '../../../schema/contract/result.ts';
import { readTin } from '../../../schema/contract/tin.ts';
import { recordSuspension } from '../store/benefit-suspension.store.ts';
import { keepOwnStep } from './keep-own-step.ts';
import { type OperatorReference, operatorReference } from './read-questions.ts';
import type { RecognitionParts } from './recognition-parts.ts';

/** A step of the recognising side about one partner operator's benefits. */
export interface SuspensionCommand {
  readonly tin: string;
  readonly remark: string;
  readonly suspended: boolean;
  /** Null: now. */
  readonly effectiveFrom: string | null;
}

const MAXIMUM_REMARK = 2_000;

/**
 * Stops or resumes the benefits of a partner's operator, on the caller's side only, and tells the home administration:
 * the step and the event that tells of it are one transaction.
 */
export async function suspendBenefits(
  { database, signer, clock, signal }: RecognitionParts,
  caller: Caller,
  command: SuspensionCommand,
): Promise<Result<OperatorReference>> {
  const { suspended } = command;
  const reading = readTin(command.tin);
  if (!reading.ok)
    return refused('TIN_MALFORMED', `This is no TIN: ${reading.rule}.`, { field: 'tin', rule: reading.rule });
  const home = reading.administration;
  const operator = operatorReference(home, reading.tin);
  if (operator === null || home.code === caller.administration) {
    return badInput('tin', 'an operator of a connected partner', 'Benefits are suspended of a partner’s operator.');
  }
  const remark = command.remark.trim();
  if (remark.length === 0 || remark.length > MAXIMUM_REMARK) {
    return badInput('remark', `1 to ${MAXIMUM_REMARK} characters`, 'A remark says why.');
  }
  const recordedAt = clock().toISOString();
  const effectiveFrom = command.effectiveFrom ?? recordedAt;
  const claims: PartnerEventClaims = {
    iss: RECEIPT_ISSUER,
    aud: administrationAudience(home.code),
    sub: reading.tin,
    jti: randomUUID(),
    iat: Math.floor(Date.parse(recordedAt) / 1000),
    kind: suspended ? 'BENEFITS_SUSPENDED' : 'BENEFITS_REINSTATED',
    from: caller.administration,
    effectiveFrom,
    remark,
  };
  const step = {
    recognising: caller.administration,
    tin: reading.tin,
    suspended,
    effectiveFrom,
    recordedAt,
    recordedBy: caller.subject,
    remark,
  };
  const event = { addressee: home.code, jws: await signer.sign(claims, PARTNER_EVENT_TYPE) };
  if (await recordSuspension(database, step, event, (manager) => keepOwnStep(manager, step))) {
    signal.look();
    return accepted(operator);
  }
  return refused(
    'ILLEGAL_TRANSITION',
    suspended
      ? 'The benefits are suspended already; reinstateBenefits is allowed.'
      : 'The benefits are not suspended; suspendBenefits is allowed.',
  );
}
