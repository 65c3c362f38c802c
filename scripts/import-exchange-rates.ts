import { readFileSync } from 'node:fs';
import { Command } from 'commander';
import { request } from 'undici';
import { type ExchangeRateRow, readExchangeRates } from '../schema/reference/exchange-rates.ts';
import { systemClock } from '../subgraphs/runtime/clock.ts';
import { demonstrationToken } from './start/demonstration-token.ts';
import { readEnvironment } from './start/environment.ts';
import { DEMONSTRATION_ISSUER, openTrustStore } from './start/trust-store.ts';

const IMPORT = `mutation($rates: [ExchangeRateInput!]!) { importExchangeRates(rates: $rates) { imported unchanged } }`;

/** Rates of one request, as many as the mutation takes. */
const RATES_AT_ONCE = 1_000;

interface Answer {
  readonly data?: { readonly importExchangeRates: { readonly imported: number; readonly unchanged: number } } | null;
  readonly errors?: readonly { readonly message: string; readonly extensions?: { readonly code?: string } }[];
}

/** Sends one part of the file, and gives what became of it, or throws with what the other side says. */
async function send(url: string, token: string, rates: readonly ExchangeRateRow[]) {
  const response = await request(url, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      authorization: `Bearer ${token}`,
      'purpose-of-use': 'VENDOR_REGISTRATION',
    },
    body: JSON.stringify({ query: IMPORT, variables: { rates } }),
  });
  const { data, errors = [] } = (await response.body.json()) as Answer;
  if (data?.importExchangeRates !== undefined) return data.importExchangeRates;
  throw new TypeError(
    errors.map(({ message, extensions }) => `${extensions?.code ?? 'INTERNAL'}: ${message}`).join('\n'),
  );
}

async function main(): Promise<number> {
  const program = new Command('npm run import-exchange-rates --')
    .description(
      'Imports official exchange rates into vendor registration: a CSV file, see schema/reference/README-agreements.md.',
    )
    .argument('<file>', 'columns base,quote,rate,validFrom,validTo,source')
    .requiredOption('--as <code>', 'whose official rates they are, with a demonstration token')
    .option('--token <token>', 'a bearer token with vendor:write instead')
    .option('--url <url>', 'the API; default: this machine')
    .parse();
  const options = program.opts<{ readonly as: string; readonly token?: string; readonly url?: string }>();
  const environment = readEnvironment();
  try {
    const rates = readExchangeRates(readFileSync(program.args[0] ?? '', 'utf8'));
    const url = options.url ?? `http://localhost:${environment.PORT}/graphql`;
    const token = options.token ?? (await tokenOf(options.as.toUpperCase(), environment.DATA_DIR));
    let imported = 0;
    let unchanged = 0;
    for (let at = 0; at < rates.length; at += RATES_AT_ONCE) {
      const done = await send(url, token, rates.slice(at, at + RATES_AT_ONCE));
      imported += done.imported;
      unchanged += done.unchanged;
    }
    console.log(`${imported} rates imported, ${unchanged} were kept already`);
    return 0;
  } catch (error) {
    console.error(error instanceof Error ? error.message : 'unknown fault');
    return 1;
  }
}

async function tokenOf(administration: string, dataDirectory: string): Promise<string> {
  const { signerOf } = await openTrustStore(dataDirectory, systemClock());
  return demonstrationToken(signerOf(DEMONSTRATION_ISSUER), administration, ['vendor:write'], systemClock());
}

process.exit(await main());
