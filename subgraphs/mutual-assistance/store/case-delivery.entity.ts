import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import type { CaseEvent, DeliveryStatus } from '../domain/case-delivery.ts';

/** One row of `case_delivery`: the outbox of the case systems. */
@Entity({ name: 'case_delivery' })
@Index('case_delivery_case', ['requestId', 'sequence'], { unique: true })
@Index('case_delivery_due', ['status', 'nextAttemptAt'])
@Index('case_delivery_list', ['administration', 'status', 'nextAttemptAt'])
export class CaseDeliveryEntity {
  @PrimaryColumn({ type: 'varchar', name: 'id' })
  id: string;

  @Column({ type: 'varchar', name: 'request_id' })
  requestId: string;

  @Column({ type: 'integer', name: 'sequence' })
  sequence: number;

  @Column({ type: 'varchar', name: 'administration' })
  administration: string;

  @Column({ type: 'simple-json', name: 'event' })
  event: CaseEvent;

  @Column({ type: 'varchar', name: 'status' })
  status: DeliveryStatus;

  @Column({ type: 'integer', name: 'attempts' })
  attempts: number;

  @Column({ type: 'varchar', name: 'next_attempt_at' })
  nextAttemptAt: string;

  @Column({ type: 'text', name: 'last_error', nullable: true })
  lastError: string | null;

  @Column({ type: 'varchar', name: 'delivered_at', nullable: true })
  deliveredAt: string | null;
}
