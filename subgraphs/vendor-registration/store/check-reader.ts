import { type EntityManager, In, LessThanOrEqual, MoreThanOrEqual } from 'typeorm';
import type { RegistrationReader } from '../domain/registration-ports.ts';
import { ExchangeRateEntity } from './exchange-rate.entity.ts';
import { conversionRateOf } from './mapping.ts';
import { VendorCheckEntity } from './vendor-check.entity.ts';

/** A row of the count, as the engines give it: PostgreSQL gives counts as text. */
interface CountRow {
  readonly number: string;
  readonly day: string;
  readonly checks: number | string;
  readonly notValid: number | string;
}

/** What is read of checks, and of the rates that they are made with. */
export function createCheckReader(
  manager: EntityManager,
): Pick<RegistrationReader, 'checkReceipt' | 'checkedConsignments' | 'daysOfUse' | 'conversionRates'> {
  return {
    async checkReceipt(destination, consultationNumber) {
      const row = await manager.findOneBy(VendorCheckEntity, { destination, consultationNumber });
      return row?.receipt;
    },
    async checkedConsignments(registrationIds) {
      const rows = await manager.find(VendorCheckEntity, {
        select: { registrationId: true, arrivesOn: true, consignmentReference: true, duty: true, tax: true },
        where: { registrationId: In([...registrationIds]), outcome: 'VALID' },
        order: { askedAt: 'ASC', consultationNumber: 'ASC' },
      });
      return rows.map(({ registrationId, arrivesOn, consignmentReference, duty, tax }) => ({
        registrationId: registrationId ?? '',
        arrivesOn,
        consignmentReference,
        duty,
        tax,
      }));
    },
    async daysOfUse(destination, numbers, since) {
      const rows = await manager
        .createQueryBuilder(VendorCheckEntity, 'made')
        .select('made.registrationNumber', 'number')
        .addSelect('made.askedOn', 'day')
        .addSelect('COUNT(*)', 'checks')
        .addSelect("SUM(CASE WHEN made.outcome = 'NOT_VALID' THEN 1 ELSE 0 END)", 'notValid')
        .where('made.destination = :destination', { destination })
        .andWhere('made.registrationNumber IN (:...numbers)', { numbers: [...numbers] })
        .andWhere('made.askedOn >= :since', { since })
        .groupBy('made.registrationNumber')
        .addGroupBy('made.askedOn')
        .orderBy('made.registrationNumber')
        .addOrderBy('made.askedOn')
        .getRawMany<CountRow>();
      return rows.map(({ number, day, checks, notValid }) => ({
        number,
        day,
        checks: Number(checks),
        notValid: Number(notValid),
      }));
    },
    async conversionRates(destination, from, to) {
      const rows = await manager.findBy(ExchangeRateEntity, {
        destination,
        validFrom: LessThanOrEqual(to),
        validTo: MoreThanOrEqual(from),
      });
      return rows.map(conversionRateOf);
    },
  };
}
