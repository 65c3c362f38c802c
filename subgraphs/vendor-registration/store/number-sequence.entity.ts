import { Column, Entity, PrimaryColumn } from 'typeorm';

/** The next number of each scheme; it only grows, so that no number is given twice. */
@Entity({ name: 'number_sequence' })
export class NumberSequenceEntity {
  @PrimaryColumn({ name: 'scheme', type: 'varchar' })
  scheme: string;

  @Column({ name: 'next', type: 'integer' })
  next: number;
}
