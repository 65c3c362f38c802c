import { Command, InvalidArgumentError, Option } from 'commander';
import { request } from 'undici';
import { administrationParty } from '../schema/contract/party-names.ts';
import type { RecognitionOutcome } from '../schema/contract/recognition.ts';
import { GATEWAY_SCOPES } from '../schema/contract/scopes.ts';
import { readTin } from '../schema/contract/tin.ts';
import { OPERATOR_ROLES, TRANSPORT_MODES } from '../schema/contract/vocabulary.ts';
import { signQuestionSet } from '../schema/trust/question-set.ts';
import { systemClock } from '../subgraphs/runtime/clock.ts';
import { demonstrationToken } from './start/demonstration-token.ts';
import { readEnvironment } from './start/environment.ts';
import { explainFault } from './start/explain-fault.ts';
import { DEMONSTRATION_ISSUER, openTrustStore } from './start/trust-store.ts';

/** 0 recognised, 1 not recognised or not applicable, 2 undetermined, 3 the question is wrong or could not be put. */
const EXIT_CODES = {
  RECOGNISED: 0,
  NOT_RECOGNISED: 1,
  NOT_APPLICABLE: 1,
  UNDETERMINED: 2,
} as const satisfies Record<RecognitionOutcome, number>;
const EXIT_WRONG = 3;

const PURPOSE = 'IMPORT_CLEARANCE' as const;

const QUERY = `query Ask($questions: [RecognitionQuestion!]!) {
  recognitions(questions: $questions) {
    tin
    problem
    decision {
      outcome reasons basis factsAsOf nextStep retryAfterSeconds consultationNumber receipt
      benefits { code title }
      arrangement { id version }
    }
  }
}`;

interface Answer {
  readonly tin: string;
  readonly problem: string | null;
  readonly decision: {
    readonly outcome: RecognitionOutcome;
    readonly reasons: readonly string[];
    readonly nextStep: string;
    readonly consultationNumber: string;
    readonly benefits: readonly { readonly title: string }[];
    readonly arrangement: { readonly id: string; readonly version: number } | null;
  } | null;
}

interface Options {
  readonly role: string;
  readonly as: string;
  readonly url?: string;
  readonly token?: string;
  readonly mode?: string;
  readonly name?: string;
  readonly on?: string;
  readonly json?: boolean;
}

function readInstant(text: string): string {
  const instant = new Date(text);
  if (Number.isNaN(instant.getTime())) throw new InvalidArgumentError('an instant, e.g. 2026-11-24T12:00:00Z');
  return instant.toISOString();
}

async function main(): Promise<number> {
  const program = new Command('npm run ask --')
    .description(
      'Asks whether an operator is recognised. Exit 0 recognised, 1 not, 2 undetermined, 3 the question is wrong.',
    )
    .argument('<tin>', 'trader identification number')
    .addOption(new Option('--role <role>', 'role in which it acts').choices(OPERATOR_ROLES).makeOptionMandatory())
    .addOption(new Option('--mode <mode>', 'mode of transport').choices(TRANSPORT_MODES))
    .option('--name <name>', 'declared name, to be compared')
    .option('--on <instant>', 'the instant asked about', readInstant)
    .option('--as <code>', 'the administration that asks, with a demonstration token', 'JP')
    .option('--token <token>', 'a bearer token instead')
    .option('--url <url>', 'the API; default: this machine')
    .option('--json', 'print the answer as JSON')
    .exitOverride((error) => process.exit(error.code === 'commander.helpDisplayed' ? 0 : EXIT_WRONG))
    .parse();
  const options = program.opts<Options>();
  const environment = readEnvironment();
  const url = options.url ?? `http://localhost:${environment.PORT}/graphql`;
  const [tin = ''] = program.args;
  const asking =
    options.token === undefined
      ? await demonstration(environment.DATA_DIR, options.as, tin)
      : { token: options.token, questionSets: [] };
  const answer = await ask(url, asking, {
    tin,
    role: options.role,
    mode: options.mode ?? null,
    declaredName: options.name ?? null,
    on: options.on ?? null,
  });
  if (typeof answer === 'string') {
    console.error(answer);
    return EXIT_WRONG;
  }
  if (options.json === true) console.log(JSON.stringify(answer, null, 2));
  else console.log(describe(answer));
  return answer.decision === null ? EXIT_WRONG : EXIT_CODES[answer.decision.outcome];
}

/** A token of the demonstration issuer, and what the administration asks in its own name, for a registry that demands it. */
async function demonstration(dataDirectory: string, administration: string, tin: string) {
  const { signerOf } = await openTrustStore(dataDirectory, systemClock());
  const now = systemClock();
  const token = await demonstrationToken(signerOf(DEMONSTRATION_ISSUER), administration, GATEWAY_SCOPES, now);
  const reading = readTin(tin);
  if (!reading.ok || reading.administration.registry === 'NOT_CONNECTED') return { token, questionSets: [] };
  const signer = signerOf(administrationParty(administration));
  const asked = { purpose: PURPOSE, tins: [reading.tin] } as const;
  return {
    token,
    questionSets: [await signQuestionSet(signer, administration, reading.administration.code, asked, now)],
  };
}

async function ask(
  url: string,
  { token, questionSets }: { readonly token: string; readonly questionSets: readonly string[] },
  question: object,
): Promise<Answer | string> {
  try {
    const response = await request(url, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        authorization: `Bearer ${token}`,
        'purpose-of-use': PURPOSE,
      },
      body: JSON.stringify({ query: QUERY, variables: { questions: [question] }, extensions: { questionSets } }),
    });
    const { data, errors } = (await response.body.json()) as {
      data?: { recognitions: Answer[] } | null;
      errors?: { message: string; extensions?: { code?: string } }[];
    };
    const [answer] = data?.recognitions ?? [];
    if (answer !== undefined && (answer.decision !== null || answer.problem !== null)) return answer;
    return (errors ?? []).map(({ message, extensions }) => `${extensions?.code ?? 'INTERNAL'}: ${message}`).join('\n');
  } catch (error) {
    return `${url} does not answer (${error instanceof Error ? error.message : 'unknown fault'}). Is npm start running?`;
  }
}

function describe({ tin, problem, decision }: Answer): string {
  if (decision === null) return `${tin}: the identifier is wrong (${problem}).`;
  const { outcome, reasons, arrangement, benefits, nextStep, consultationNumber } = decision;
  return [
    `${tin}: ${outcome}`,
    ...(reasons.length === 0 ? [] : [`  because       ${reasons.join(', ')}`]),
    ...(arrangement === null ? [] : [`  arrangement   ${arrangement.id}, version ${arrangement.version}`]),
    ...(benefits.length === 0 ? [] : [`  benefits      ${benefits.map(({ title }) => title).join('; ')}`]),
    `  next          ${nextStep}`,
    `  consultation  ${consultationNumber}`,
  ].join('\n');
}

try {
  process.exit(await main());
} catch (error) {
  console.error(explainFault(error, readEnvironment()) ?? error);
  process.exit(EXIT_WRONG);
}
