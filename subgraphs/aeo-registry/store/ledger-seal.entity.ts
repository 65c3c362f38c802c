import { Column, Entity, PrimaryColumn } from 'typeorm';

/** The signed end of the disclosure ledger as a day left it; rows are added and never changed. */
@Entity({ name: 'ledger_seal' })
export class LedgerSealRow {
  @PrimaryColumn({ type: 'varchar', name: 'day' })
  day: string;

  @Column({ type: 'integer', name: 'sequence' })
  sequence: number;

  @Column({ type: 'varchar', name: 'hash' })
  hash: string;

  @Column({ type: 'text', name: 'signature' })
  signature: string;
}
