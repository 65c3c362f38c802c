import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { AdministrationCode } from '../../../schema/administrations.ts';
import type { ChangeKind } from '../domain/recognition-change.ts';

/** One entry of an administration's feed of changes. */
@Entity({ name: 'recognition_change' })
export class RecognitionChangeRow {
  @PrimaryColumn({ type: 'varchar', name: 'administration' })
  administration: AdministrationCode;

  /** Counted for each administration from 1, without a gap. */
  @PrimaryColumn({ type: 'integer', name: 'sequence' })
  sequence: number;

  @Column({ type: 'varchar', name: 'tin' })
  tin: string;

  /** Code of the operator's home administration, by which the feed can be filtered. */
  @Column({ type: 'varchar', name: 'home' })
  home: AdministrationCode;

  @Column({ type: 'varchar', name: 'kind' })
  kind: ChangeKind;

  @Column({ type: 'varchar', name: 'at' })
  at: string;

  /** From when its time of keeping counts. */
  @Column({ type: 'varchar', name: 'recorded_at' })
  recordedAt: string;
}

/** Where the feed of one administration ends, and what of it is kept no longer. */
@Entity({ name: 'change_position' })
export class ChangePositionRow {
  @PrimaryColumn({ type: 'varchar', name: 'administration' })
  administration: AdministrationCode;

  /** Sequence of the newest entry that there ever was. */
  @Column({ type: 'integer', name: 'last' })
  last: number;

  /** Sequence of the newest entry that was removed; 0: none was. */
  @Column({ type: 'integer', name: 'removed' })
  removed: number;
}

/** That an administration follows an operator, and why: it asked about it, or watches it. */
@Entity({ name: 'followed_operator' })
export class FollowedOperatorRow {
  @PrimaryColumn({ type: 'varchar', name: 'administration' })
  administration: AdministrationCode;

  @PrimaryColumn({ type: 'varchar', name: 'tin' })
  tin: string;

  @PrimaryColumn({ type: 'varchar', name: 'why' })
  why: 'ASKED' | 'WATCHED';
}

/** A change that becomes effective later. */
@Entity({ name: 'planned_change' })
export class PlannedChangeRow {
  @PrimaryColumn({ type: 'varchar', name: 'tin' })
  tin: string;

  @PrimaryColumn({ type: 'varchar', name: 'at' })
  at: string;

  @PrimaryColumn({ type: 'varchar', name: 'kind' })
  kind: ChangeKind;

  @Column({ type: 'simple-json', name: 'administrations' })
  administrations: readonly AdministrationCode[];
}

/** What a registry told of one of its operators: taken in once, and found again by whoever asked at that very moment. */
@Entity({ name: 'operator_event' })
export class OperatorEventRow {
  @PrimaryColumn({ type: 'varchar', name: 'home' })
  home: AdministrationCode;

  /** The registry's own identifier of the event. */
  @PrimaryColumn({ type: 'varchar', name: 'id' })
  id: string;

  @Column({ type: 'varchar', name: 'tin' })
  tin: string;

  @Column({ type: 'varchar', name: 'at' })
  at: string;

  @Column({ type: 'simple-json', name: 'partners' })
  partners: readonly AdministrationCode[];

  @Column({ type: 'varchar', name: 'recorded_at' })
  recordedAt: string;
}
