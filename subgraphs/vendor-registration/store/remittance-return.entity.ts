import { Column, Entity, PrimaryColumn } from 'typeorm';

/** One version of a return; a correction is a row of its own. Amounts as decimal text, what is outstanding is derived. */
@Entity({ name: 'remittance_return' })
export class RemittanceReturnEntity {
  @PrimaryColumn({ name: 'id', type: 'varchar' })
  id: string;

  @Column({ name: 'destination', type: 'varchar' })
  destination: string;

  @Column({ name: 'registration_id', type: 'varchar' })
  registrationId: string;

  @Column({ name: 'period', type: 'varchar' })
  period: string;

  @Column({ name: 'version', type: 'integer' })
  version: number;

  @Column({ name: 'consignments', type: 'integer' })
  consignments: number;

  @Column({ name: 'assessed_duty', type: 'varchar' })
  assessedDuty: string;

  @Column({ name: 'assessed_tax', type: 'varchar' })
  assessedTax: string;

  @Column({ name: 'collected', type: 'varchar' })
  collected: string;

  @Column({ name: 'remitted', type: 'varchar' })
  remitted: string;

  @Column({ name: 'correction_reason', type: 'text', nullable: true })
  correctionReason: string | null;

  @Column({ name: 'filed_at', type: 'varchar' })
  filedAt: string;

  @Column({ name: 'filed_by', type: 'varchar' })
  filedBy: string;

  @Column({ name: 'idempotency_key', type: 'varchar' })
  idempotencyKey: string;

  @Column({ name: 'return_hash', type: 'varchar' })
  returnHash: string;
}
