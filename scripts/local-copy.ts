import { createReadStream, mkdirSync, readFileSync } from 'node:fs';
import { createServer, type IncomingMessage } from 'node:http';
import { dirname } from 'node:path';
import { Command, InvalidArgumentError } from 'commander';
import { z } from 'zod';
import { openCopyStore } from '../client/copy-store.ts';
import { createFederationClient, FederationFault } from '../client/federation-client.ts';
import { startLocalCopy } from '../client/local-copy.ts';
import { GATEWAY_SCOPES } from '../schema/contract/scopes.ts';
import { OPERATOR_ROLES, TRANSPORT_MODES } from '../schema/contract/vocabulary.ts';
import { systemClock } from '../subgraphs/runtime/clock.ts';
import { csvRecords } from './exchange/csv-records.ts';
import { demonstrationToken } from './start/demonstration-token.ts';
import { readEnvironment } from './start/environment.ts';
import { DEMONSTRATION_ISSUER, openTrustStore } from './start/trust-store.ts';

/** Bytes of a question that are read at most. */
const MAXIMUM_BODY = 10_000;

const questionSchema = z.object({
  tin: z.string().min(1).max(100),
  role: z.enum(OPERATOR_ROLES),
  mode: z
    .enum(TRANSPORT_MODES)
    .or(z.literal(''))
    .optional()
    .transform((mode) => (mode === '' ? undefined : mode)),
});

function readPort(text: string): number {
  const port = Number(text);
  if (!Number.isInteger(port) || port < 0 || port > 65_535) throw new InvalidArgumentError('a port');
  return port;
}

const environment = readEnvironment();
const options = new Command('npm run local-copy --')
  .description(
    'Keeps a list of operators current from the feed of changes, and answers on this machine while the federation cannot be reached: POST /answer {"tin","role","mode"}, GET /state.',
  )
  .requiredOption('--questions <csv>', 'what to keep current: a CSV with the columns tin, role and, where needed, mode')
  .option('--copy <path>', 'where the copy is kept', 'local-copy.sqlite')
  .option('--url <url>', 'the gateway', `http://localhost:${environment.PORT}`)
  .option('--as <code>', 'the administration that asks, with demonstration tokens', 'JP')
  .option('--token-file <path>', 'a file with a bearer token, read again for each request; instead of --as')
  .option('--purpose <purpose>', 'what the answers are used for', 'IMPORT_CLEARANCE')
  .option('--port <port>', 'where to answer on this machine', readPort, 4_300)
  .parse()
  .opts<{
    questions: string;
    copy: string;
    url: string;
    as: string;
    tokenFile?: string;
    purpose: string;
    port: number;
  }>();

/** A token for each request; the keys of the demonstration are read once. */
async function tokens(): Promise<() => string | Promise<string>> {
  const { tokenFile } = options;
  if (tokenFile !== undefined) return () => readFileSync(tokenFile, 'utf8').trim();
  const { signerOf } = await openTrustStore(environment.DATA_DIR, systemClock());
  const issuer = signerOf(DEMONSTRATION_ISSUER);
  return () => demonstrationToken(issuer, options.as, GATEWAY_SCOPES, systemClock());
}

async function readQuestions() {
  const questions = [];
  for await (const { row, values, fault } of csvRecords(createReadStream(options.questions, 'utf8'))) {
    if (fault !== undefined) throw new TypeError(`${options.questions}, row ${row}: ${fault}`);
    const read = questionSchema.safeParse(values);
    if (!read.success) throw new TypeError(`${options.questions}, row ${row}: ${z.prettifyError(read.error)}`);
    questions.push(asQuestion(read.data));
  }
  return questions;
}

function asQuestion({ tin, role, mode }: z.output<typeof questionSchema>) {
  return { tin, role, ...(mode === undefined ? {} : { mode }) };
}

async function readBody(request: IncomingMessage): Promise<unknown> {
  let text = '';
  for await (const chunk of request) {
    text += String(chunk);
    if (text.length > MAXIMUM_BODY) throw new TypeError('the body is too long');
  }
  return JSON.parse(text);
}

const questions = await readQuestions();
mkdirSync(dirname(options.copy), { recursive: true });
const store = openCopyStore(options.copy);
const copy = startLocalCopy({
  ask: createFederationClient({ url: options.url, token: await tokens(), purpose: options.purpose }),
  store,
  clock: systemClock,
  failed: (error) => console.error(error instanceof FederationFault ? `${error.code}: ${error.message}` : error),
});
copy.follow(questions);

const server = createServer(async (request, response) => {
  const respond = (status: number, body: unknown) =>
    response.writeHead(status, { 'content-type': 'application/json' }).end(`${JSON.stringify(body)}\n`);
  try {
    if (request.method === 'GET' && request.url === '/state') return respond(200, copy.state());
    if (request.method !== 'POST' || request.url !== '/answer') return respond(404, { code: 'NOT_FOUND' });
    const question = questionSchema.safeParse(await readBody(request));
    if (!question.success) return respond(400, { code: 'BAD_USER_INPUT', message: z.prettifyError(question.error) });
    return respond(200, await copy.answer(asQuestion(question.data)));
  } catch (error) {
    const code = error instanceof FederationFault ? error.code : 'BAD_USER_INPUT';
    return respond(error instanceof FederationFault ? 502 : 400, { code, message: String(error) });
  }
});
server.listen(options.port, '127.0.0.1', () => {
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : options.port;
  console.log(`A copy of ${questions.length} questions answers at http://127.0.0.1:${port}/answer.`);
});

for (const signal of ['SIGTERM', 'SIGINT'] as const) {
  process.once(signal, () => {
    server.close();
    void copy.stop().then(() => store.close());
  });
}
