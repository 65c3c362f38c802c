import type { AdministrationCode } from '../../../schema/administrations.ts';
import type { ConversionRate } from '../domain/conversion-rate.ts';
import type { Registration, RegistrationEvent } from '../domain/registration.ts';
import type { RegistrationReader } from '../domain/registration-ports.ts';

/** What checks are answered from. */
export interface CheckBackground {
  /** By number. */
  readonly registrations: ReadonlyMap<string, Registration>;
  /** By registration, oldest first. */
  readonly histories: ReadonlyMap<string, readonly RegistrationEvent[]>;
  readonly conversionRates: readonly ConversionRate[];
}

/** Reads it once for all checks of a batch. */
export async function readCheckBackground(
  read: RegistrationReader,
  destination: AdministrationCode,
  checks: readonly { readonly number: string; readonly consignment: { readonly arrivesOn: string } }[],
): Promise<CheckBackground> {
  const days = checks.map(({ consignment }) => consignment.arrivesOn).sort();
  const [registrations, conversionRates] = await Promise.all([
    read.registrationsByNumber(destination, [...new Set(checks.map(({ number }) => number))]),
    read.conversionRates(destination, days[0] ?? '', days.at(-1) ?? ''),
  ]);
  const histories = new Map<string, RegistrationEvent[]>(registrations.map(({ id }) => [id, []]));
  for (const event of await read.events([...histories.keys()])) histories.get(event.registrationId)?.push(event);
  return {
    registrations: new Map(registrations.map((registration) => [registration.number ?? '', registration])),
    histories,
    conversionRates,
  };
}
