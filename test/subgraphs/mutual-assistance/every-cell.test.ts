import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  ACTING_SIDES,
  ASSISTANCE_LIFECYCLE,
  ASSISTANCE_STATES,
  type AssistanceState,
} from '../../../subgraphs/mutual-assistance/domain/assistance-lifecycle.ts';
import { type RequestView, type RunningAssistance, STEP_NAMES, type StepName, startAssistance } from './support.ts';

let running: RunningAssistance;

beforeAll(async () => {
  running = await startAssistance();
});

afterAll(() => running.stop());

/** How a request comes into each state: the steps after its submission, by the side whose they are. */
const WAYS: Readonly<Record<Exclude<AssistanceState, 'DRAFT'>, readonly StepName[]>> = {
  SUBMITTED: [],
  ACKNOWLEDGED: ['acknowledgeAssistanceRequest'],
  INFORMATION_REQUESTED: ['askForInformation'],
  IN_EXECUTION: ['acknowledgeAssistanceRequest', 'startExecution'],
  POSTPONED: ['acknowledgeAssistanceRequest', 'postponeAssistanceRequest'],
  COMPLETED: ['acknowledgeAssistanceRequest', 'completeAssistanceRequest'],
  PARTLY_COMPLETED: ['acknowledgeAssistanceRequest', 'completeAssistanceRequestInPart'],
  REFUSED: ['refuseAssistanceRequest'],
  WITHDRAWN: ['withdrawAssistanceRequest'],
  LAPSED: [],
  CLOSED: ['acknowledgeAssistanceRequest', 'completeAssistanceRequest', 'closeAssistanceRequest'],
};

/** Steps that need another before they fit the case, though the life cycle allows them. */
const BEFORE: Partial<Record<StepName, StepName>> = {
  grantFurtherUse: 'requestFurtherUse',
  refuseFurtherUse: 'requestFurtherUse',
};

function actorOf(action: StepName): string {
  return ACTING_SIDES[action] === 'REQUESTING' ? 'JP' : 'KR';
}

async function takeAll(request: RequestView, actions: readonly StepName[]): Promise<RequestView> {
  let now = request;
  for (const action of actions) {
    const { data, errors } = await running.step(actorOf(action), action, { id: now.id, version: now.version });
    if (data == null) throw new Error(`${action}: ${JSON.stringify(errors)}`);
    now = data.step;
  }
  return now;
}

/** A request of JP to KR in a state; oral, so that a confirmation is owed as long as it is open. */
async function requestIn(state: keyof typeof WAYS): Promise<RequestView> {
  running.clock.set('2026-11-24T12:00:00.000Z');
  const request = await running.submitted('JP', { urgent: true, madeOrallyAt: '2026-11-24T11:00:00.000Z' });
  const there = await takeAll(request, WAYS[state]);
  if (state === 'LAPSED') running.clock.set('2026-11-27T11:00:01.000Z');
  return there;
}

describe.each(Object.keys(WAYS) as (keyof typeof WAYS)[])('over the endpoint, in state %s', (state) => {
  const transitions: Partial<Record<string, AssistanceState>> = ASSISTANCE_LIFECYCLE[state];

  it('every step that is not allowed is refused to each side and changes nothing; a third finds nothing', async () => {
    const request = await requestIn(state);
    for (const action of STEP_NAMES) {
      const given = { id: request.id, version: request.version };
      const third = await running.step('EU', action, given);
      expect(third.errors?.[0]?.extensions.code).toBe('NOT_FOUND');
      expect(third).toEqual(await running.step('EU', action, { ...given, id: 'none' }));
      for (const side of ['JP', 'KR']) {
        if (side === actorOf(action) && transitions[action] !== undefined) continue;
        const { errors } = await running.step(side, action, given);
        expect(errors?.[0]?.extensions.code, `${action} by ${side}`).toBe('ILLEGAL_TRANSITION');
      }
    }
    const { data } = await running.ask<{ assistanceRequest: RequestView }>(
      'JP',
      'query($id: ID!) { assistanceRequest(id: $id) { state version } }',
      { id: request.id },
    );
    expect(data?.assistanceRequest).toEqual({ state, version: request.version });
  });

  it.each(STEP_NAMES.filter((action) => transitions[action] !== undefined))(
    '%s is taken by its side, once: a retry on the old version conflicts',
    async (action) => {
      const before = BEFORE[action];
      const request = await takeAll(await requestIn(state), before === undefined ? [] : [before]);
      const given = { id: request.id, version: request.version };
      const { data, errors } = await running.step(actorOf(action), action, given);
      expect(errors).toBeUndefined();
      expect(data?.step).toMatchObject({ state: transitions[action], version: request.version + 1 });
      const again = await running.step(actorOf(action), action, given);
      expect(again.errors?.[0]?.extensions.code).toBe('VERSION_CONFLICT');
    },
  );
});

it('no state is left out but DRAFT, in which no request is', () => {
  expect(ASSISTANCE_STATES.filter((state) => !(state in WAYS))).toEqual(['DRAFT']);
});
