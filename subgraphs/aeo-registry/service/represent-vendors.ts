import { createHash } from 'node:crypto';
import { accepted, badInput, type Result, refused } from '../../../schema/contract/result.ts';
import { type RepresentedVendor, readVendor, type StatedVendor, vendorIdentity } from '../domain/represented-vendor.ts';
import { findFiles } from '../store/operator-file.store.ts';
import { RepresentedVendorRow } from '../store/represented-vendor.entity.ts';
import type { Actor } from './actor.ts';
import { findFor, readOperatorTin } from './change-one-operator.ts';
import { type ImportProblem, type ImportReport, MAXIMUM_IMPORT_ROWS } from './import-operators.ts';
import type { RegisterParts } from './register-parts.ts';
import { type Told, tellHub } from './tell-hub.ts';

/** Registers foreign vendors as supply-chain partners of the operator that represents them (note, IV ii, option 1). */
export type RepresentVendors = (
  tin: string,
  vendors: readonly StatedVendor[],
  actor: Actor,
) => Promise<Result<ImportReport>>;

/**
 * Good rows are written beside bad ones; a vendor that is stated again from the same day on gets the later end. Each change
 * is told to the hub in its transaction, so that partners see what follows from it.
 */
export function createRepresentVendors(parts: RegisterParts): RepresentVendors {
  const { home, database, clock } = parts;
  return async (said, vendors, actor) => {
    const tin = readOperatorTin(said);
    if (!tin.ok) return tin;
    if (vendors.length > MAXIMUM_IMPORT_ROWS) {
      return refused(
        'LIMIT_EXCEEDED',
        `At most ${MAXIMUM_IMPORT_ROWS} vendors in one call; ${vendors.length} were sent.`,
      );
    }
    const readings = vendors.map((stated) => readVendor(stated, home));
    const problems: readonly ImportProblem[] = readings.flatMap((reading, index) =>
      reading.ok ? [] : reading.problems.map((problem) => ({ index, ...problem })),
    );
    const good = readings.flatMap((reading) => (reading.ok ? [identified(tin.value, reading.value)] : []));
    return database.write(async (manager) => {
      const operator = await findFor(manager, tin.value, actor);
      if (!operator.ok) return operator;
      if (!operator.value.roles.some((role) => role === 'FULFILMENT_CENTRE' || role === 'WAREHOUSE_OPERATOR')) {
        const message = 'A fulfilment centre or warehouse operator represents vendors (note, IV ii, option 1).';
        return badInput('tin', 'FULFILMENT_CENTRE', message);
      }
      const [file] = await findFiles(manager, [tin.value]);
      const known = new Map(file?.representedVendors.map((vendor) => [vendor.id, vendor]));
      const events: Told[] = [];
      for (const vendor of good) {
        const present = known.get(vendor.id);
        const { id, name, until } = vendor;
        if (present?.name === name && present.until === until) continue;
        if (present === undefined) {
          const recorded = { recordedAt: clock().toISOString(), recordedBy: actor.by };
          await manager.insert(RepresentedVendorRow, { ...vendor, ...recorded, representative: tin.value });
        } else {
          await manager.update(RepresentedVendorRow, { id }, { name, until });
        }
        known.set(id, vendor);
        events.push(told(tin.value, vendor));
      }
      await tellHub(manager, parts, events);
      return accepted({
        read: vendors.length,
        written: events.length,
        unchanged: good.length - events.length,
        refused: vendors.length - good.length,
        problems,
      });
    });
  };
}

/** The vendor under its identifier, which follows from what makes it this vendor: known before its row is read. */
function identified(representative: string, vendor: StatedVendor): RepresentedVendor {
  const identity = JSON.stringify([representative, ...vendorIdentity(vendor)]);
  return { id: createHash('sha256').update(identity).digest('hex').slice(0, 32), ...vendor };
}

function told(representative: string, vendor: RepresentedVendor): Told {
  const { id, name, establishedIn, tin, from, until } = vendor;
  return {
    kind: 'SUPPLY_CHAIN_PARTNER_STATED',
    sub: representative,
    vendor: { id, name, establishedIn, tin, from, until },
  };
}
