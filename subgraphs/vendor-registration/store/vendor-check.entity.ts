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

  @Column({ name: 'asked_by', type: 'varchar' })
  askedBy: string;

  @Column({ name: 'registration_number', type: 'varchar' })
  registrationNumber: string;

  @Column({ name: 'outcome', type: 'varchar' })
  outcome: string;

  @Column({ name: 'receipt', type: 'text' })
  receipt: string;
}
