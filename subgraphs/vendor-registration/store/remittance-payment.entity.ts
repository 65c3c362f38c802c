import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A part of what was assessed that has been paid. Rows are only ever added. */
@Entity({ name: 'remittance_payment' })
export class RemittancePaymentEntity {
  @PrimaryColumn({ name: 'id', type: 'varchar' })
  id: string;

  @Column({ name: 'destination', type: 'varchar' })
  destination: string;

  @Column({ name: 'registration_id', type: 'varchar' })
  registrationId: string;

  @Column({ name: 'period', type: 'varchar' })
  period: string;

  @Column({ name: 'sequence', type: 'integer' })
  sequence: number;

  @Column({ name: 'amount', type: 'varchar' })
  amount: string;

  @Column({ name: 'paid_on', type: 'varchar' })
  paidOn: string;

  @Column({ name: 'reference', type: 'text', nullable: true })
  reference: string | null;

  @Column({ name: 'recorded_at', type: 'varchar' })
  recordedAt: string;

  @Column({ name: 'recorded_by', type: 'varchar' })
  recordedBy: string;

  @Column({ name: 'idempotency_key', type: 'varchar' })
  idempotencyKey: string;

  @Column({ name: 'payment_hash', type: 'varchar' })
  paymentHash: string;
}
