import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import {
  ACTING_SIDES,
  ASSISTANCE_LIFECYCLE,
  ASSISTANCE_STATES,
  type AssistanceState,
} from '../../../subgraphs/mutual-assistance/domain/assistance-lifecycle.ts';
import {
  allowedActions,
  REGISTRATION_ACTIONS,
  REGISTRATION_STATUSES,
  REGISTRATION_TRANSITIONS,
  type RegistrationAction,
  type RegistrationStatus,
} from '../../../subgraphs/vendor-registration/domain/registration-lifecycle.ts';
import {
  type RequestView,
  STEP_NAMES,
  STEPS,
  type StepName,
  submission,
} from '../../subgraphs/mutual-assistance/support.ts';
import {
  applicationInput,
  STEP_ARGUMENTS,
} from '../../subgraphs/vendor-registration/support/vendor-registration-harness.ts';
import { type HttpAnswer, startFederation, type TestFederation } from '../../support/federation.ts';
import { createTestClock } from '../../support/parties.ts';
import { type Asking, answerTo, dataOf } from './asking.ts';

vi.setConfig({ testTimeout: 60_000 });

const clock = createTestClock();
let federation: TestFederation;

beforeAll(async () => {
  federation = await startFederation({ clock });
}, 60_000);

afterAll(() => federation.stop());

interface Stepped {
  readonly step: { readonly id: string; readonly state: string; readonly version: number };
}

type Thing = Stepped['step'];
type Answer = HttpAnswer<Stepped | null>;

/** The code of the refusal, or the state that the step led to. */
function cameTo({ data, errors }: Answer): string | undefined {
  return errors[0]?.extensions.code ?? data?.step.state;
}

/** What two steps on one version come to when they are taken at once, and the version that is left. */
async function atOnce(step: () => Promise<Answer>) {
  const answers = await Promise.all([step(), step()]);
  return {
    outcomes: answers.map(cameTo).sort(),
    versions: answers.flatMap(({ data }) => (data == null ? [] : [data.step.version])),
  };
}

describe('a request for assistance', () => {
  const REQUESTING = { administration: 'JP' };
  const REQUESTED = { administration: 'KR' };
  const THIRD = { administration: 'EU' };

  /** How a request comes into each state, from its submission. */
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
  const SUBMIT = `mutation($input: AssistanceRequestInput!) {
    submitAssistanceRequest(input: $input) { id reference state version dueOn overdue }
  }`;
  const READ = 'query($id: ID!) { step: assistanceRequest(id: $id) { id state version } }';

  function actorOf(action: StepName): Asking {
    return ACTING_SIDES[action] === 'REQUESTING' ? REQUESTING : REQUESTED;
  }

  function take(asking: Asking, action: StepName, { id, version }: Pick<Thing, 'id' | 'version'>): Promise<Answer> {
    return answerTo<Stepped | null>(federation, clock, asking, STEPS[action], { id, version }, 'AEO_VALIDATION');
  }

  /** Submits; oral, so that a confirmation is owed as long as it is open. */
  function submit(idempotencyKey: string, madeOrallyAt: string) {
    const input = submission({ idempotencyKey, urgent: true, madeOrallyAt });
    return dataOf(answerTo<{ submitAssistanceRequest: RequestView }>(federation, clock, REQUESTING, SUBMIT, { input }));
  }

  let made = 0;

  async function requestIn(state: keyof typeof WAYS, more: readonly StepName[] = []): Promise<Thing> {
    const now = clock();
    made += 1;
    const submitted = await submit(`cell-${made}`, new Date(now.getTime() - 3_600_000).toISOString());
    let there: Thing = submitted.submitAssistanceRequest;
    for (const action of [...WAYS[state], ...more]) {
      const told = await dataOf(take(actorOf(action), action, there));
      if (told === null) throw new TypeError(`${action} told nothing`);
      there = told.step;
    }
    // Three days on, it is past the hours in which it had to be confirmed.
    if (state === 'LAPSED') clock.set(new Date(now.getTime() + 3 * 86_400_000).toISOString());
    return there;
  }

  async function read({ id }: Thing) {
    return (await dataOf(answerTo<Stepped>(federation, clock, REQUESTING, READ, { id }))).step;
  }

  describe.each(Object.keys(WAYS) as (keyof typeof WAYS)[])('in state %s', (state) => {
    const transitions: Partial<Record<string, AssistanceState>> = ASSISTANCE_LIFECYCLE[state];

    test('refuses every other step to both sides and changes nothing; a third finds nothing', async () => {
      const request = await requestIn(state);
      for (const action of STEP_NAMES) {
        const third = await take(THIRD, action, request);
        expect(cameTo(third)).toBe('NOT_FOUND');
        // Nor can it tell the case from one that there is not.
        expect(third.errors).toEqual((await take(THIRD, action, { ...request, id: 'none' })).errors);
        for (const side of [REQUESTING, REQUESTED]) {
          if (side === actorOf(action) && transitions[action] !== undefined) continue;
          expect([action, side, cameTo(await take(side, action, request))]).toEqual([
            action,
            side,
            'ILLEGAL_TRANSITION',
          ]);
        }
      }
      expect(await read(request)).toEqual({ id: request.id, state, version: request.version });
    });

    test.each(STEP_NAMES.filter((action) => transitions[action] !== undefined))(
      '%s of two officers at once is taken by one, and the other is told of the conflict',
      async (action) => {
        const before = BEFORE[action];
        const request = await requestIn(state, before === undefined ? [] : [before]);
        const { outcomes, versions } = await atOnce(() => take(actorOf(action), action, request));
        expect(outcomes).toEqual([transitions[action], 'VERSION_CONFLICT'].sort());
        expect(versions).toEqual([request.version + 1]);
        expect(await read(request)).toMatchObject({ state: transitions[action], version: request.version + 1 });
      },
    );
  });

  test('is no draft: steps aimed at one find nothing, on either side', async () => {
    const { told } = await dataOf(
      answerTo<{ told: Thing }>(
        federation,
        clock,
        REQUESTING,
        'mutation { told: saveAssistanceDraft(input: { requested: "KR" }) { id version } }',
      ),
    );
    for (const action of STEP_NAMES) {
      for (const side of [REQUESTING, REQUESTED]) expect(cameTo(await take(side, action, told))).toBe('NOT_FOUND');
    }
    expect(ASSISTANCE_STATES.filter((state) => !(state in WAYS))).toEqual(['DRAFT']);
  });

  test('that is submitted again with its key is the same request, also by two at once', async () => {
    const orally = clock().toISOString();
    const [one, other] = await Promise.all([submit('the same key', orally), submit('the same key', orally)]);
    expect(one).toEqual(other);
    expect(await submit('the same key', orally)).toEqual(one);
  });
});

describe('a registration of a vendor', () => {
  const OFFICER = { administration: 'EU' };
  const FIELDS = '{ id state: status version vendor { tin } }';
  const APPLY = `mutation($input: VendorApplicationInput!) { step: applyForVendorRegistration(input: $input) ${FIELDS} }`;
  const READ = `query($id: ID!) { told: foreignVendor(id: $id) { registrations { id state: status version } } }`;

  const WAYS: Readonly<Record<RegistrationStatus, readonly RegistrationAction[]>> = {
    APPLIED: [],
    INFORMATION_REQUESTED: ['requestVendorInformation'],
    AWAITING_VALIDATION: ['requestExporterValidation'],
    ACTIVE: ['approveVendorRegistration'],
    SUSPENDED: ['approveVendorRegistration', 'suspendVendorRegistration'],
    REFUSED: ['refuseVendorRegistration'],
    DEREGISTERED: ['deregisterVendor'],
  };

  interface Registered extends Thing {
    readonly vendor: { readonly id: string; readonly tin: string };
  }

  function take(asking: Asking, action: RegistrationAction, { id, version }: Thing): Promise<Answer> {
    const kind = action === 'deregisterVendor' ? ', kind: OWN_WISH' : '';
    const query = `mutation($id: ID!, $version: Int!) {
      step: ${action}(registrationId: $id, version: $version${STEP_ARGUMENTS[action]}${kind}) { id state: status version }
    }`;
    return answerTo<Stepped | null>(federation, clock, asking, query, { id, version });
  }

  function apply(input: Readonly<Record<string, unknown>>) {
    return dataOf(
      answerTo<{ step: Registered }>(federation, clock, OFFICER, APPLY.replace('{ tin }', '{ id tin }'), { input }),
    );
  }

  async function registrationIn(status: RegistrationStatus): Promise<Registered> {
    const { step: applied } = await apply(applicationInput());
    let there: Registered = applied;
    for (const action of WAYS[status]) {
      const told = await dataOf(take(OFFICER, action, there));
      if (told === null) throw new TypeError(`${action} told nothing`);
      there = { ...there, ...told.step };
    }
    return there;
  }

  async function read({ vendor }: Registered) {
    const { told } = await dataOf(
      answerTo<{ told: { registrations: readonly Thing[] } }>(federation, clock, OFFICER, READ, { id: vendor.id }),
    );
    return told.registrations;
  }

  describe.each(REGISTRATION_STATUSES)('in status %s', (status) => {
    const transitions: Readonly<Record<RegistrationAction, RegistrationStatus | null>> =
      REGISTRATION_TRANSITIONS[status];
    const ofVendor = REGISTRATION_ACTIONS.filter((action) =>
      REGISTRATION_STATUSES.some((from) => allowedActions(from, 'VENDOR').includes(action)),
    );

    test('refuses every other step to officer and vendor and changes nothing; nobody else finds it', async () => {
      const registration = await registrationIn(status);
      const itself = { administration: 'EU', actor: registration.vendor.tin };
      for (const action of REGISTRATION_ACTIONS) {
        expect([action, cameTo(await take({ administration: 'NO' }, action, registration))]).toEqual([
          action,
          'NOT_FOUND',
        ]);
        if (transitions[action] === null) {
          expect([action, cameTo(await take(OFFICER, action, registration))]).toEqual([action, 'ILLEGAL_TRANSITION']);
        }
        if (!ofVendor.includes(action)) {
          expect([action, cameTo(await take(itself, action, registration))]).toEqual([action, 'FORBIDDEN']);
          continue;
        }
        const another = { administration: 'EU', actor: 'CN3302158052' };
        expect([action, cameTo(await take(another, action, registration))]).toEqual([action, 'NOT_FOUND']);
        if (transitions[action] === null) {
          expect([action, cameTo(await take(itself, action, registration))]).toEqual([action, 'ILLEGAL_TRANSITION']);
        }
      }
      expect(await read(registration)).toEqual([{ id: registration.id, state: status, version: registration.version }]);
    });

    const cells = REGISTRATION_ACTIONS.filter((action) => transitions[action] !== null).flatMap((action) =>
      ofVendor.includes(action)
        ? [[action, 'officer'] as const, [action, 'vendor'] as const]
        : [[action, 'officer'] as const],
    );

    test.runIf(cells.length > 0).each(cells)('%s of one %s at two desks is taken once', async (action, who) => {
      const registration = await registrationIn(status);
      const asking = who === 'officer' ? OFFICER : { administration: 'EU', actor: registration.vendor.tin };
      const { outcomes, versions } = await atOnce(() => take(asking, action, registration));
      expect(outcomes).toEqual([transitions[action], 'VERSION_CONFLICT'].sort());
      expect(versions).toEqual([registration.version + 1]);
      expect(await read(registration)).toMatchObject([
        { state: transitions[action], version: registration.version + 1 },
      ]);
    });
  });

  test('that is applied for again with its key is the same registration, also by two at once', async () => {
    const input = applicationInput();
    const [one, other] = await Promise.all([apply(input), apply(input)]);
    expect(one).toEqual(other);
    expect(await read((await apply(input)).step)).toHaveLength(1);
  });
});
