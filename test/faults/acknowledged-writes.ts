import { KOREAN_EXPORTER } from '../../scripts/seed/worth-asking.ts';
import type { HttpAnswer } from '../support/federation.ts';
import type { StartedProcess } from '../support/npm-start.ts';

/** Everything that was acknowledged to a client: what no fault may lose. */
export interface Journal {
  /** Version and status of one Korean authorization, as each change was answered. */
  readonly authorizations: { readonly version: number; readonly status: string }[];
  readonly registrations: string[];
  readonly assistanceRequests: string[];
  readonly consultations: string[];
}

export function emptyJournal(): Journal {
  return { authorizations: [], registrations: [], assistanceRequests: [], consultations: [] };
}

const AUTHORIZATION = `query Authorization($tin: TIN!) {
  operator(tin: $tin) { version record { authorizations { number status } } }
}`;
interface AuthorizationData {
  readonly operator: {
    readonly version: number;
    readonly record: { readonly authorizations: readonly { readonly number: string; readonly status: string }[] };
  };
}
const SUSPEND = `mutation Suspend($number: ID!, $version: Int!) {
  changed: suspendAuthorization(number: $number, ground: "A test of faults", version: $version) { status version }
}`;
const REINSTATE = `mutation Reinstate($number: ID!, $version: Int!) {
  changed: reinstateAuthorization(number: $number, remark: "A test of faults", version: $version) { status version }
}`;
const APPLY = `mutation Apply($input: VendorApplicationInput!) { made: applyForVendorRegistration(input: $input) { id } }`;
const SUBMIT = `mutation Submit($input: AssistanceRequestInput!) { made: submitAssistanceRequest(input: $input) { id } }`;
const RECOGNISE = `query Recognise($questions: [RecognitionQuestion!]!) {
  recognitions(questions: $questions) { decision { consultationNumber } }
}`;

/** The Korean authorization as its own officers see it now. */
export async function authorizationAt(
  process: StartedProcess,
): Promise<{ version: number; number: string; status: string }> {
  const { data } = await process.askOfficer<AuthorizationData>('KR', AUTHORIZATION, { tin: KOREAN_EXPORTER.tin });
  const [authorization] = data.operator.record.authorizations;
  if (authorization === undefined) throw new TypeError('the operator has no authorization');
  return { version: data.operator.version, ...authorization };
}

/** Suspends the Korean authorization, or reinstates it, whichever is next. */
export async function changeAuthorization(process: StartedProcess, journal: Journal): Promise<void> {
  const { number, version, status } = await authorizationAt(process);
  const text = status === 'SUSPENDED' ? REINSTATE : SUSPEND;
  const answer = await process.askOfficer<{ changed: Journal['authorizations'][number] }>('KR', text, {
    number,
    version,
  });
  journal.authorizations.push(acknowledged(answer).changed);
}

/** Applies to Australia for a registration of a vendor that nobody has seen before. */
export async function applyForRegistration(process: StartedProcess, journal: Journal): Promise<void> {
  const key = crypto.randomUUID();
  const input = {
    legalName: `Vendor ${key}`,
    establishedIn: 'KR',
    stakeholder: 'E_VENDOR',
    businessModel: 'SELF_RUN',
    contactEmail: 'duty@vendor.example',
    idempotencyKey: key,
  };
  journal.registrations.push(acknowledged(await process.ask<Made>('AU', APPLY, { input })).made.id);
}

/** Asks China for assistance on behalf of the EU. */
export async function askForAssistance(process: StartedProcess, journal: Journal): Promise<void> {
  const input = {
    requested: 'CN',
    kind: 'RECORDS_AND_DOCUMENTS',
    agreement: 'CN-EU-CCMAA-2004',
    reason: 'A test of faults',
    facts: 'None so far',
    purpose: 'RISK_ASSESSMENT',
    subjectTin: 'CN3302158052',
    questions: ['Is it written down?'],
    idempotencyKey: crypto.randomUUID(),
  };
  journal.assistanceRequests.push(acknowledged(await process.ask<Made>('EU', SUBMIT, { input })).made.id);
}

/** Asks whether an operator is recognised: the consultation number is a proof, and proofs are kept. */
export async function consult(process: StartedProcess, journal: Journal): Promise<void> {
  const questions = [{ tin: KOREAN_EXPORTER.tin, role: 'EXPORTER' }];
  const { recognitions } = acknowledged(await process.ask<Consulted>('JP', RECOGNISE, { questions }));
  journal.consultations.push(...recognitions.map(({ decision }) => decision.consultationNumber));
}

/** Writes in four places at once until the process is gone; gives the answers that were no acknowledgement. */
export async function writeUntilGone(process: StartedProcess, journal: Journal): Promise<string[]> {
  const writers = [changeAuthorization, applyForRegistration, askForAssistance, consult];
  const refused = await Promise.all(
    writers.map(async (write) => {
      for (;;) {
        try {
          await write(process, journal);
        } catch (error) {
          return error instanceof RefusedWrite ? [error.message] : [];
        }
      }
    }),
  );
  return refused.flat();
}

/** A write was answered, and not with an acknowledgement: not what the death of a process may lead to. */
class RefusedWrite extends Error {
  override readonly name = 'RefusedWrite';
}

interface Made {
  readonly made: { readonly id: string };
}
interface Consulted {
  readonly recognitions: readonly { readonly decision: { readonly consultationNumber: string } }[];
}

function acknowledged<Data>({ status, data, errors, text }: HttpAnswer<Data>): Data {
  if (status !== 200 || errors.length > 0) throw new RefusedWrite(text);
  return data;
}
