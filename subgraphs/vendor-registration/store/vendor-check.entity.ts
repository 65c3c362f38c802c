import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A check that was asked for and what was answered; written before the answer leaves. */
@Entity({ name: 'vendor_check' })
export class VendorCheckEntity {
  @PrimaryColumn({ name: 'consultation_number', type: 'varchar' })
  consultationNumber: string;

  @Column({ name: 'destination', type: 'varchar' })
  destination: string;

  @Column({ name: 'asked_at', type: 'varchar' })
  askedAt: string;

  /** Calendar date at the destination. */
  @Column({ name: 'asked_on', type: 'varchar' })
  askedOn: string;

  @Column({ name: 'asked_by', type: 'varchar' })
  askedBy: string;

  @Column({ name: 'registration_number', type: 'varchar' })
  registrationNumber: string;

  @Column({ name: 'registration_id', type: 'varchar', nullable: true })
  registrationId: string | null;

  @Column({ name: 'arrives_on', type: 'varchar' })
  arrivesOn: string;

  @Column({ name: 'consignment_reference', type: 'text', nullable: true })
  consignmentReference: string | null;

  @Column({ name: 'outcome', type: 'varchar' })
  outcome: string;

  @Column({ name: 'duty', type: 'varchar', nullable: true })
  duty: string | null;

  @Column({ name: 'tax', type: 'varchar', nullable: true })
  tax: string | null;

  @Column({ name: 'receipt', type: 'text' })
  receipt: string;
}
