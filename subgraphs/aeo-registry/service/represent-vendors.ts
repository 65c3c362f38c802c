import { randomUUID } from 'node:crypto';
import { accepted, badInput, type Result, refused } from '../../../schema/contract/result.ts';
import { isSameVendor, type RepresentedVendor, readVendor, type StatedVendor } from '../domain/represented-vendor.ts';
import { findFiles } from '../store/operator-file.store.ts';
import { RepresentedVendorRow } from '../store/represented-vendor.entity.ts';
import type { Actor } from './actor.ts';
import { findFor, readOperatorTin } from './change-one-operator.ts';
import { type ImportProblem, type ImportReport, MAXIMUM_IMPORT_ROWS } from './import-operators.ts';
import type { RegisterParts } from './register-parts.ts';

/** Registers foreign vendors as supply-chain partners of the operator that represents them (note, IV ii, option 1). */
export type RepresentVendors = (
  tin: string,
  vendors: readonly StatedVendor[],
  actor: Actor,
) => Promise<Result<ImportReport>>;

/** Good rows are written beside bad ones; a vendor that is stated again from the same day on gets the later end. */
export function createRepresentVendors({ home, database, clock }: RegisterParts): RepresentVendors {
  return async (said, vendors, actor) => {
    const tin = readOperatorTin(said);
    if (!tin.ok) return tin;
    if (vendors.length > MAXIMUM_IMPORT_ROWS) {
      return refused(
        'LIMIT_EXCEEDED',
        `At most ${MAXIMUM_IMPORT_ROWS} vendors in one call; ${vendors.length} were sent.`,
      );
    }
    return database.write(async (manager) => {
      const operator = await findFor(manager, tin.value, actor);
      if (!operator.ok) return operator;
      if (!operator.value.roles.some((role) => role === 'FULFILMENT_CENTRE' || role === 'WAREHOUSE_OPERATOR')) {
        const message = 'A fulfilment centre or warehouse operator represents vendors (note, IV ii, option 1).';
        return badInput('tin', 'FULFILMENT_CENTRE', message);
      }
      const [file] = await findFiles(manager, [tin.value]);
      const known: RepresentedVendor[] = [...(file?.representedVendors ?? [])];
      const problems: ImportProblem[] = [];
      let written = 0;
      let unchanged = 0;
      for (const [index, stated] of vendors.entries()) {
        const vendor = readVendor(stated, home);
        if (!vendor.ok) {
          problems.push(...vendor.problems.map((problem) => ({ index, ...problem })));
          continue;
        }
        const at = known.findIndex((one) => isSameVendor(one, vendor.value));
        const present = known[at];
        if (present === undefined) {
          const added = { id: randomUUID(), ...vendor.value };
          const recorded = { recordedAt: clock().toISOString(), recordedBy: actor.by };
          await manager.insert(RepresentedVendorRow, { ...added, ...recorded, representative: tin.value });
          known.push(added);
          written += 1;
        } else if (present.until === vendor.value.until && present.name === vendor.value.name) {
          unchanged += 1;
        } else {
          const { name, until } = vendor.value;
          await manager.update(RepresentedVendorRow, { id: present.id }, { name, until });
          known[at] = { ...present, name, until };
          written += 1;
        }
      }
      return accepted({
        read: vendors.length,
        written,
        unchanged,
        refused: vendors.length - written - unchanged,
        problems,
      });
    });
  };
}
