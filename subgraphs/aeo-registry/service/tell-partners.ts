import type { EntityManager } from 'typeorm';
import type { AdministrationCode } from '../../../schema/administrations.ts';
import { newestVersions } from '../../../schema/contract/coverage-on.ts';
import { MOST_NAMED, type OperatorChanged } from '../../../schema/contract/registry-event.ts';
import type { Arrangement } from '../../../schema/reference/arrangements.ts';
import type { PartnerRule } from '../domain/disclosure.ts';
import { type EntitledPartner, mattersEntitled, type OnFile } from '../domain/partner-knowledge.ts';
import { type ConcernedPartner, partnersConcerned } from '../domain/partners-concerned.ts';
import { earliestTold } from '../domain/told-history.ts';
import type { RegisterParts } from './register-parts.ts';
import { tellHub } from './tell-hub.ts';

/** One operator before and after a change. */
export interface Replaced {
  readonly before: OnFile;
  readonly after: OnFile;
}

/** Tells the hub for which partners something else may be told now; inside the transaction of the change. */
export type TellPartners = (manager: EntityManager, replaced: readonly Replaced[]) => Promise<void>;

/** What decides who may be told how much. */
export interface TellPartnersParts extends Pick<RegisterParts, 'home' | 'clock'> {
  readonly isPartner: PartnerRule;
  readonly arrangements: readonly Arrangement[];
}

/**
 * The one place from which changes reach partners. It compares all that each of them might be told before and after, so that
 * no service has to know what a partner sees; and nobody hears of a change that it could not see.
 */
export function createTellPartners({ home, clock, isPartner, ...parts }: TellPartnersParts): TellPartners {
  const arrangements = newestVersions(parts.arrangements).filter(({ parties }) => parties.includes(home.code));
  return async (manager, replaced) => {
    const now = clock();
    const known = new Map<AdministrationCode, EntitledPartner | undefined>();
    const partner = (administration: AdministrationCode): EntitledPartner | undefined => {
      if (known.has(administration)) return known.get(administration);
      const matters = mattersEntitled(administration, isPartner, now);
      const earliest = earliestTold(arrangements, home.code, administration, now);
      const entitled = matters.length === 0 ? undefined : { administration, matters, earliest };
      known.set(administration, entitled);
      return entitled;
    };
    const view = { now, home: home.code, timeZone: home.timeZone, partner };
    const events = replaced.flatMap(({ before, after }) => eventsOf(partnersConcerned(before, after, view)));
    await tellHub(manager, { home, clock }, events);
  };
}

/** An event for each identifier and each row of instants: most often one for all partners. */
function eventsOf(concerned: readonly ConcernedPartner[]) {
  const events = new Map<string, Pick<OperatorChanged, 'kind' | 'sub' | 'partners' | 'at' | 'effectiveFrom'>>();
  for (const { administration, identifiers, at, effectiveFrom } of concerned) {
    for (const sub of identifiers) {
      const key = [sub, at, ...effectiveFrom].join(' ');
      const event = events.get(key) ?? {
        ...{ kind: 'OPERATOR_CHANGED', sub, partners: [], at },
        effectiveFrom: effectiveFrom.slice(0, MOST_NAMED),
      };
      event.partners.push(administration);
      events.set(key, event);
    }
  }
  return [...events.values()];
}
