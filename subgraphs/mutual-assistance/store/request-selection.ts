import { Brackets, type EntityManager, type SelectQueryBuilder } from 'typeorm';
import type { RequestSelection } from '../domain/assistance-ports.ts';
import { AssistanceRequestEntity } from './assistance-request.entity.ts';

/** The side of a request on which a party stands, as its column. */
export type SideColumn = 'requesting' | 'requested';

/**
 * The query for one side of a party, in the order of an index that begins with that side. Both sides in one query would
 * be an OR, which no index puts in order.
 */
export function selectionOfSide(
  read: EntityManager,
  side: SideColumn,
  selection: RequestSelection,
): SelectQueryBuilder<AssistanceRequestEntity> {
  const { party, kind, partner, limit } = selection;
  const query = read
    .createQueryBuilder(AssistanceRequestEntity, 'request')
    .where(`request.${side} = :party`, { party })
    .limit(limit);
  if (partner !== null) {
    query.andWhere(`request.${side === 'requesting' ? 'requested' : 'requesting'} = :partner`, { partner });
  }
  if (kind !== null) query.andWhere('request.kind = :kind', { kind });
  narrowToState(query, selection);
  return inOrder(query, selection);
}

/** What has lapsed by itself is LAPSED and nothing else, though no step has written it down. */
function narrowToState(query: SelectQueryBuilder<AssistanceRequestEntity>, { state, now }: RequestSelection): void {
  if (state === null) return;
  const at = { now: now.toISOString() };
  if (state === 'LAPSED') {
    query.andWhere('request.lapsesAt < :now', at);
    return;
  }
  query
    .andWhere('request.state = :state', { state })
    .andWhere(
      new Brackets((either) => either.where('request.lapsesAt IS NULL').orWhere('request.lapsesAt >= :now', at)),
    );
}

function inOrder(
  query: SelectQueryBuilder<AssistanceRequestEntity>,
  { orderBy, after }: RequestSelection,
): SelectQueryBuilder<AssistanceRequestEntity> {
  const last = `(${query.subQuery().select('last.ordinal').from(AssistanceRequestEntity, 'last').where('last.id = :id').getQuery()})`;
  if (orderBy === 'DUE') {
    if (after !== null) query.andWhere(`(request.dueOn, request.ordinal) > (:dueOn, ${last})`, { ...after });
    return query.orderBy('request.dueOn', 'ASC').addOrderBy('request.ordinal', 'ASC');
  }
  if (after !== null) query.andWhere(`request.ordinal < ${last}`, { id: after.id });
  return query.orderBy('request.ordinal', 'DESC');
}
