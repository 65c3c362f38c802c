import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Tin } from '../../../../schema/contract/tin.ts';
import type { ApplicationContent, ApplicationEvent } from '../../../../subgraphs/aeo-registry/domain/application.ts';
import {
  APPLICATION_ACTIONS,
  APPLICATION_LIFECYCLE,
  type ApplicationState,
  isDecided,
} from '../../../../subgraphs/aeo-registry/domain/application-lifecycle.ts';
import { decideBy, plusDays } from '../../../../subgraphs/aeo-registry/domain/decide-by.ts';
import { replayApplication } from '../../../../subgraphs/aeo-registry/domain/replay-application.ts';

const CONTENT: ApplicationContent = {
  tin: 'KR1' as Tin,
  legalName: 'Hangyeol',
  address: { lines: [], city: 'Seoul', postalCode: null, country: 'KR' },
  stakeholder: 'EXPORTER',
  businessModel: null,
  roles: ['EXPORTER'],
  representativeOf: null,
  customsValidation: false,
  renews: null,
};
const DAY = 86_400_000;

/** A history of allowed acts, some days apart, with the state that they lead to. */
const histories = fc
  .array(fc.tuple(fc.constantFrom(...APPLICATION_ACTIONS), fc.integer({ min: 0, max: 40 })), { maxLength: 30 })
  .map((acts) => {
    let state = 'DRAFT' as ApplicationState;
    let time = Date.parse('2026-01-01T12:00:00.000Z');
    const events: ApplicationEvent[] = [
      {
        sequence: 1,
        action: 'draft',
        state,
        at: new Date(time).toISOString(),
        by: 'a',
        why: null,
        details: { content: CONTENT },
      },
    ];
    for (const [action, days] of acts) {
      const next: ApplicationState | null = APPLICATION_LIFECYCLE[state][action];
      if (next === null) continue;
      state = next;
      time += days * DAY;
      const at = new Date(time).toISOString();
      events.push({ sequence: events.length + 1, action, state, at, by: 'a', why: null, details: {} });
    }
    return { events, state, time };
  });

describe('replaying a history', () => {
  it('gives the state that the last act led to, and a version that counts them', () => {
    fc.assert(
      fc.property(histories, ({ events, state }) => {
        expect(replayApplication({ events })).toMatchObject({ state, version: events.length });
      }),
    );
  });

  it('refuses a history in which a step is missing, exchanged or altered', () => {
    fc.assert(
      fc.property(histories, fc.nat(), ({ events }, at) => {
        fc.pre(events.length > 2);
        const index = 1 + (at % (events.length - 2));
        expect(() => replayApplication({ events: events.filter((_event, place) => place !== index) })).toThrow(
          'does not follow',
        );
      }),
    );
  });

  it('gives a last day that is the limit and every day on which an answer was owed, and never overdue when it is not ours to act', () => {
    fc.assert(
      fc.property(histories, fc.integer({ min: 0, max: 400 }), ({ events, state, time }, later) => {
        const now = new Date(time + later * DAY);
        const { on, overdue, suspendedDays } = decideBy({ events }, { decisionDays: 120 }, now, 'Etc/UTC');
        const first = events.find(({ action }) => action === 'submit')?.at ?? now.toISOString();
        expect(on).toBe(plusDays(first.slice(0, 10), 120 + suspendedDays));
        if (isDecided(state) || [`RETURNED`, `DRAFT`].includes(state)) expect(overdue).toBe(false);
        else expect(overdue).toBe(now.toISOString().slice(0, 10) > on);
      }),
    );
  });
});
