import type { Caller } from '../../../schema/contract/caller.ts';
import { getSchemeRow } from '../domain/published-scheme.ts';
import type { Registration } from '../domain/registration.ts';
import type { RegistrationPlace } from '../domain/registration-ports.ts';
import { inOrderOfDueDay, type RemittanceReminder, reminderOf } from '../domain/remittance-reminder.ts';
import { listReturns } from './list-returns.ts';
import { todayAt, type VendorRegistrationParts } from './vendor-registration-parts.ts';

/** Most that one answer holds: the most urgent. */
export const MAXIMUM_REMINDERS = 500;

const REGISTRATIONS_AT_ONCE = 500;

/** What is owed under the caller's own registrations, the earliest due day first; read in slices along the page index. */
export async function listRemittanceReminders(
  parts: VendorRegistrationParts,
  caller: Caller,
): Promise<readonly RemittanceReminder[]> {
  const found: RemittanceReminder[] = [];
  for (let after: RegistrationPlace | null = null; ; ) {
    const registrations: readonly Registration[] = await parts.store.read.registrationPage({
      ...{ destination: caller.administration, actor: caller.actor ?? null, order: 'OLDEST', after },
      ...{ status: null, businessModel: null, capacity: null, representative: null, limit: REGISTRATIONS_AT_ONCE },
    });
    found.push(...(await remindersOf(parts, registrations)));
    after = registrations.at(-1) ?? null;
    if (registrations.length < REGISTRATIONS_AT_ONCE) break;
  }
  return inOrderOfDueDay(found).slice(0, MAXIMUM_REMINDERS);
}

async function remindersOf(
  parts: VendorRegistrationParts,
  registrations: readonly Registration[],
): Promise<readonly RemittanceReminder[]> {
  // Whatever was never approved owes no return.
  const approved = registrations.filter(({ number }) => number !== null);
  const ids = approved.map(({ id }) => id);
  const { read } = parts.store;
  const [events, filed, payments] = await Promise.all([read.events(ids), read.filedReturns(ids), read.payments(ids)]);
  const [eventsOf, filedOf, paymentsOf] = [byRegistration(events), byRegistration(filed), byRegistration(payments)];
  return approved.flatMap((registration) => {
    const { id, destination, scheme } = registration;
    const kept = { filed: filedOf.get(id) ?? [], payments: paymentsOf.get(id) ?? [] };
    const returns = listReturns(parts, registration, eventsOf.get(id) ?? [], kept);
    const today = todayAt(destination, parts.clock);
    const reminder = reminderOf(registration, returns, getSchemeRow(parts.schemes, scheme, today), today);
    return reminder === undefined ? [] : [reminder];
  });
}

function byRegistration<T extends { readonly registrationId: string }>(rows: readonly T[]): ReadonlyMap<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const row of rows) {
    const group = groups.get(row.registrationId);
    if (group === undefined) groups.set(row.registrationId, [row]);
    else group.push(row);
  }
  return groups;
}
