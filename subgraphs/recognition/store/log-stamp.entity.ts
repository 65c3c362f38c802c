import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A time stamp over the log of consultations as it stood, and over the receipts since the stamp before. */
@Entity({ name: 'log_stamp' })
export class LogStampRow {
  /** The last entry that it covers. */
  @PrimaryColumn({ type: 'integer', name: 'sequence' })
  sequence: number;

  /** The first entry that it covers. */
  @Column({ type: 'integer', name: 'first' })
  first: number;

  /** The signed head that was stamped; names the root over the receipts. */
  @Column({ type: 'text', name: 'head' })
  head: string;

  /** The hash of each receipt in their order, base64 of 32 bytes each: the place of one is shown without reading them all. */
  @Column({ type: 'text', name: 'leaves' })
  leaves: string;

  /** TimeStampToken of RFC 3161, DER in base64. */
  @Column({ type: 'text', name: 'token' })
  token: string;

  @Column({ type: 'varchar', name: 'stamped_at' })
  stampedAt: string;
}
