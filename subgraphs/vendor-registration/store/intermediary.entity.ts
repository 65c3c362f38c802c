import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { AdministrationCode } from '../../../schema/administrations.ts';

/** An intermediary with its own number under a scheme. Rows are only ever added. */
@Entity({ name: 'intermediary' })
export class IntermediaryEntity {
  @PrimaryColumn({ name: 'scheme', type: 'varchar' })
  scheme: string;

  @PrimaryColumn({ name: 'tin', type: 'varchar' })
  tin: string;

  @Column({ name: 'destination', type: 'varchar' })
  destination: AdministrationCode;

  @Column({ name: 'number', type: 'varchar' })
  number: string;

  @Column({ name: 'registered_at', type: 'varchar' })
  registeredAt: string;

  @Column({ name: 'registered_by', type: 'varchar' })
  registeredBy: string;
}
