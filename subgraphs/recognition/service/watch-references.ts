import type { Caller } from '../../../schema/contract/caller.ts';
import type { Refusal } from '../../../schema/contract/error-codes.ts';
import { isRefusedWithoutReference } from '../domain/unreferenced.ts';
import { countConsultations } from '../store/consultation.store.ts';
import { isRaised, keepMisuseAlerts, type MisuseAlert } from '../store/misuse-alert.store.ts';
import { countUnreferenced } from '../store/unreferenced-question.store.ts';
import type { AskedQuestion } from './read-questions.ts';
import type { RecognitionParts } from './recognition-parts.ts';

/** True if a question names the consignment that it is about. */
export function namesConsignment({ reference }: Pick<AskedQuestion, 'reference'>): boolean {
  return (reference ?? '').trim() !== '';
}

/**
 * The refusal of questions of clearance without a reference, where most of the caller's were in vain; undefined: go on. Its
 * administration is told once a window.
 */
export async function refusalWithoutReference(
  { database, clock, unreferenced: limits }: Pick<RecognitionParts, 'database' | 'clock' | 'unreferenced'>,
  caller: Caller,
  questions: readonly AskedQuestion[],
): Promise<(Refusal & { readonly retryAfterSeconds: number }) | undefined> {
  if (caller.purpose !== 'IMPORT_CLEARANCE' || questions.every(namesConsignment)) return undefined;
  const now = clock().getTime();
  const from = new Date(now - limits.windowSeconds * 1000).toISOString();
  const { unknown, oldest } = await countUnreferenced(database.read, caller, from);
  if (unknown < limits.unknownAtLeast || oldest === null) return undefined;
  const enough = Math.ceil(unknown / limits.unknownShare);
  const asked = await countConsultations(database.read, caller, from, enough);
  if (!isRefusedWithoutReference(unknown, asked, limits)) return undefined;
  const until = new Date(Date.parse(oldest) + limits.windowSeconds * 1000).toISOString();
  const id = `${caller.administration} ${caller.subject} ${oldest}`;
  if (!(await isRaised(database.read, id))) {
    const told: MisuseAlert = {
      ...{ id, administration: null, asking: caller.administration, subject: caller.subject },
      rule: 'NO_REFERENCE',
      ...{ unanswered: unknown, questions: Math.max(asked, unknown), since: clock().toISOString(), until },
    };
    await database.write((manager) => keepMisuseAlerts(manager, [{ told, event: '' }]));
  }
  return {
    code: 'RATE_LIMITED',
    message: `${unknown} TINs that were asked about without a reference are unknown: name the consignment in \`reference\`.`,
    field: 'reference',
    rule: 'a consignment for each question of clearance',
    retryAfterSeconds: Math.max(1, Math.ceil((Date.parse(oldest) - now) / 1000) + limits.windowSeconds),
  };
}
