import { type EntityManager, In } from 'typeorm';
import type { RegistrationReader } from '../domain/registration-ports.ts';
import { filedReturnOf, paymentOf } from './mapping.ts';
import { RemittancePaymentEntity } from './remittance-payment.entity.ts';
import { RemittanceReturnEntity } from './remittance-return.entity.ts';

/** What is read of returns and payments. */
export function createReturnReader(
  manager: EntityManager,
): Pick<RegistrationReader, 'filedReturns' | 'filedReturnByKey' | 'payments' | 'paymentByKey'> {
  return {
    async filedReturns(registrationIds) {
      const rows = await manager.find(RemittanceReturnEntity, {
        where: { registrationId: In([...registrationIds]) },
        order: { registrationId: 'ASC', period: 'ASC', version: 'ASC' },
      });
      return rows.map(filedReturnOf);
    },
    async filedReturnByKey(destination, idempotencyKey) {
      const row = await manager.findOneBy(RemittanceReturnEntity, { destination, idempotencyKey });
      return row === null ? undefined : { filed: filedReturnOf(row), hash: row.returnHash };
    },
    async payments(registrationIds) {
      const rows = await manager.find(RemittancePaymentEntity, {
        where: { registrationId: In([...registrationIds]) },
        order: { registrationId: 'ASC', period: 'ASC', sequence: 'ASC' },
      });
      return rows.map(paymentOf);
    },
    async paymentByKey(destination, idempotencyKey) {
      const row = await manager.findOneBy(RemittancePaymentEntity, { destination, idempotencyKey });
      return row === null ? undefined : { payment: paymentOf(row), hash: row.paymentHash };
    },
  };
}
