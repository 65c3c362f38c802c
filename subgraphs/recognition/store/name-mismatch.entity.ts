import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A name that was declared with an operator's TIN and has nothing to do with it. */
@Entity({ name: 'name_mismatch' })
export class NameMismatchRow {
  /** Number of the consultation. */
  @PrimaryColumn({ type: 'varchar', name: 'id' })
  id: string;

  /** The operator's own, whatever it was asked by. */
  @Column({ type: 'varchar', name: 'tin' })
  tin: string;

  @Column({ type: 'varchar', name: 'at' })
  at: string;

  @Column({ type: 'varchar', name: 'asked_by' })
  askedBy: string;

  @Column({ type: 'text', name: 'declared_name' })
  declaredName: string;

  /** Digest; null: none was named. */
  @Column({ type: 'varchar', name: 'importer', nullable: true })
  importer: string | null;

  /** True: the home registry was told when this one came. */
  @Column({ type: 'boolean', name: 'told' })
  told: boolean;
}
