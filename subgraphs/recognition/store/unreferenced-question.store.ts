import type { EntityManager } from 'typeorm';
import type { Caller } from '../../../schema/contract/caller.ts';
import type { Consultation } from './consultation.store.ts';
import { UnreferencedQuestionRow } from './unreferenced-question.entity.ts';

/** What one caller asked without a reference and in vain from an instant on. */
export interface UnreferencedInWindow {
  /** Different TINs. */
  readonly unknown: number;
  /** The first instant of them; null: there are none. */
  readonly oldest: string | null;
}

export async function countUnreferenced(
  manager: EntityManager,
  { administration, subject }: Pick<Caller, 'administration' | 'subject'>,
  from: string,
): Promise<UnreferencedInWindow> {
  const row = await manager
    .createQueryBuilder(UnreferencedQuestionRow, 'question')
    .select('COUNT(DISTINCT question.tin)', 'unknown')
    .addSelect('MIN(question.at)', 'oldest')
    .where('question.askedBy = :administration AND question.subject = :subject AND question.at >= :from', {
      ...{ administration, subject, from },
    })
    .getRawOne<{ unknown: number | string; oldest: string | null }>();
  return { unknown: Number(row?.unknown ?? 0), oldest: row?.oldest ?? null };
}

/** Keeps what was asked in vain; to be called inside a transaction. */
export async function insertUnreferenced(
  manager: EntityManager,
  consultations: readonly Consultation[],
): Promise<void> {
  if (consultations.length === 0) return;
  await manager.insert(
    UnreferencedQuestionRow,
    consultations.map(({ number, askedBy, subject, askedAt, tin }) => ({
      id: number,
      askedBy,
      subject,
      at: askedAt,
      tin,
    })),
  );
}
