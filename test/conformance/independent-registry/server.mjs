import { mkdirSync, readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { readCaller } from './caller.mjs';
import { createDisclosure } from './disclosure.mjs';
import { createGraph } from './graph.mjs';
import { gatewayKeys, loadKey } from './keys.mjs';
import { openLedger } from './ledger.mjs';
import { MUTILATIONS } from './mutilations.mjs';

const HOME = 'JP';
const SUBGRAPH = 'registry-jp';
const MAXIMUM_BODY_BYTES = 2 * 1024 * 1024;

const { values: options } = parseArgs({
  options: {
    'trust-list': { type: 'string' },
    data: { type: 'string' },
    port: { type: 'string', default: '0' },
    mutilation: { type: 'string', default: 'none' },
  },
});

const beside = (name) => new URL(name, import.meta.url);
mkdirSync(options.data, { recursive: true, mode: 0o700 });
const mutilate = MUTILATIONS[options.mutilation];
const key = loadKey(join(options.data, 'key.json'));
const gateways = gatewayKeys(options['trust-list']);
const ledger = openLedger(join(options.data, 'ledger.jsonl'));
const register = JSON.parse(readFileSync(beside('operators.json'), 'utf8'));
const disclose = createDisclosure({ home: HOME, register, key, ledger, mutilate });
const answer = createGraph({ sdl: readFileSync(beside('registry.graphql'), 'utf8'), disclose, mutilate });

const server = createServer((request, response) => {
  handle(request, response).catch(() => send(response, 500, fault('INTERNAL', 'Unexpected error.')));
});

async function handle(request, response) {
  const route = `${request.method} ${request.url}`;
  if (route === 'GET /health') return send(response, 200, { status: 'ok', subgraph: SUBGRAPH, contractVersion: '1.0' });
  if (route === 'GET /.well-known/jwks.json') return send(response, 200, { keys: [key.publicJwk] });
  if (route !== 'POST /graphql') return send(response, 404, { error: 'no such path' });

  const text = await readBody(request);
  if (text === undefined) return send(response, 413, fault('LIMIT_EXCEEDED', 'The body is over 2 MiB.'));
  const caller = readCaller(request.headers['x-caller-assertion'], gateways, SUBGRAPH, text);
  if (caller === undefined) return send(response, 401, fault('UNAUTHENTICATED', 'No valid caller assertion.'));
  const body = parseJson(text);
  if (body === undefined) return send(response, 400, fault('BAD_USER_INPUT', 'The body is not JSON.'));
  return send(response, 200, await answer(body, caller));
}

async function readBody(request) {
  const chunks = [];
  let size = 0;
  for await (const chunk of request) {
    size += chunk.length;
    if (size <= MAXIMUM_BODY_BYTES) chunks.push(chunk);
  }
  return size > MAXIMUM_BODY_BYTES ? undefined : Buffer.concat(chunks).toString('utf8');
}

function parseJson(text) {
  try {
    const body = JSON.parse(text);
    return typeof body === 'object' && body !== null ? body : undefined;
  } catch {
    return undefined;
  }
}

function fault(code, message) {
  return { errors: [{ message, extensions: { code } }] };
}

function send(response, status, body) {
  response.writeHead(status, { 'content-type': 'application/json', 'cache-control': 'no-store' });
  response.end(JSON.stringify(body));
}

server.listen(Number(options.port), '127.0.0.1', () => {
  const url = `http://127.0.0.1:${server.address().port}`;
  console.log(JSON.stringify({ url, subgraph: SUBGRAPH, kid: key.kid, jwk: key.publicJwk }));
});
for (const signal of ['SIGTERM', 'SIGINT']) process.on(signal, () => server.close(() => process.exit(0)));
