import { existsSync, readFileSync } from 'node:fs';
import { Command } from 'commander';
import { decodeJwt, decodeProtectedHeader } from 'jose';
import { ATTESTATION_TYPE } from '../schema/contract/attestation.ts';
import { RECEIPT_TYPE } from '../schema/contract/receipt.ts';
import { createTrustList, type TrustedRole, type TrustList, trustListSchema } from '../schema/trust/trust-list.ts';
import { verifyStatement } from '../schema/trust/verify-statement.ts';
import { systemClock } from '../subgraphs/runtime/clock.ts';
import { VENDOR_CHECK_RECEIPT_TYPE } from '../subgraphs/vendor-registration/domain/vendor-check-receipt.ts';
import { readEnvironment } from './start/environment.ts';
import { trustListPath } from './start/trust-store.ts';

/** Who may sign which kind of statement, and what it is called to a reader. */
const KINDS: Readonly<Record<string, { readonly role: TrustedRole; readonly name: string }>> = {
  [ATTESTATION_TYPE]: { role: 'REGISTRY', name: 'an attestation by a registry' },
  [RECEIPT_TYPE]: { role: 'RECOGNITION', name: 'a receipt of the recognition service' },
  [VENDOR_CHECK_RECEIPT_TYPE]: { role: 'VENDOR_REGISTRATION', name: 'a receipt of a vendor-registration check' },
};

/** Keys from a trust list, or from a key set (RFC 7517) as it is published: then the role is what the statement claims. */
async function readKeys(path: string, role: TrustedRole): Promise<TrustList> {
  const file: unknown = JSON.parse(readFileSync(path, 'utf8'));
  const pinned = trustListSchema.safeParse(file);
  if (pinned.success) return createTrustList(pinned.data.keys);
  const { keys } = file as { keys: Record<string, unknown>[] };
  const from = new Date(0).toISOString();
  return createTrustList(
    keys.map((jwk) => ({
      party: 'published',
      role,
      administration: null,
      kid: String(jwk['kid']),
      jwk,
      from,
      until: null,
    })),
  );
}

async function main(): Promise<number> {
  const program = new Command('npm run verify --')
    .description(
      'Verifies an attestation or a receipt offline, against pinned or published keys. Exit 0: genuine; 1: not.',
    )
    .argument('<jws>', 'the statement, RFC 7515 compact serialisation')
    .option('--keys <file>', 'trust list or published key set (JWKS); default: the trust list of DATA_DIR')
    .parse();
  const jws = program.args[0] ?? '';
  const path = program.opts<{ keys?: string }>().keys ?? trustListPath(readEnvironment().DATA_DIR);
  if (!existsSync(path)) return refuse(`There are no keys at ${path}; name a file with --keys.`);
  const type = typeOf(jws);
  const kind = type === undefined ? undefined : KINDS[type];
  if (type === undefined || kind === undefined) return refuse('This is no attestation and no receipt.');
  const verdict = await verifyStatement(jws, await readKeys(path, kind.role), {
    type,
    roles: [kind.role],
    now: systemClock(),
    ignoreExpiry: true,
  });
  if (!verdict.ok) return refuse(`Not genuine: ${verdict.why}.`);
  console.log(`Genuine: ${kind.name}, signed with the key ${verdict.signedBy.kid}.\n`);
  console.log(JSON.stringify(decodeJwt(jws), null, 2));
  return 0;
}

function typeOf(jws: string): string | undefined {
  try {
    return decodeProtectedHeader(jws).typ;
  } catch {
    return undefined;
  }
}

function refuse(message: string): number {
  console.error(message);
  return 1;
}

process.exit(await main());
