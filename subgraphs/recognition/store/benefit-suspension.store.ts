import { randomUUID } from 'node:crypto';
import { In } from 'typeorm';
import type { Database } from '../../runtime/database.ts';
import { BenefitSuspensionRow } from './benefit-suspension.entity.ts';

/** A step to be recorded. */
export interface BenefitSuspension {
  readonly recognising: string;
  readonly tin: string;
  readonly suspended: boolean;
  readonly recordedAt: string;
  readonly recordedBy: string;
  readonly remark: string;
}

/** Records the step. Gives false, and records nothing, where it is the present state already. */
export function recordSuspension(database: Database, step: BenefitSuspension): Promise<boolean> {
  return database.write(async (manager) => {
    const newest = await manager.findOne(BenefitSuspensionRow, {
      where: { recognising: step.recognising, tin: step.tin },
      order: { sequence: 'DESC' },
    });
    if ((newest?.suspended ?? false) === step.suspended) return false;
    await manager.insert(BenefitSuspensionRow, { ...step, id: randomUUID(), sequence: (newest?.sequence ?? 0) + 1 });
    return true;
  });
}

/** Those of the TINs whose benefits the administration has suspended, in one read. */
export async function suspendedTins(
  database: Database,
  recognising: string,
  tins: readonly string[],
): Promise<ReadonlySet<string>> {
  const rows = await database.read.find(BenefitSuspensionRow, {
    where: { recognising, tin: In([...new Set(tins)]) },
    order: { sequence: 'ASC' },
  });
  const state = new Map(rows.map(({ tin, suspended }) => [tin, suspended]));
  return new Set([...state].filter(([, suspended]) => suspended).map(([tin]) => tin));
}
