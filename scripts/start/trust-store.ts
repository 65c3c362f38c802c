import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { ADMINISTRATIONS } from '../../schema/administrations.ts';
import { administrationParty, RECOGNITION_SEAL, sealOf } from '../../schema/contract/party-names.ts';
import {
  MUTUAL_ASSISTANCE_SUBGRAPH,
  RECOGNITION_SUBGRAPH,
  registrySubgraph,
  VENDOR_REGISTRATION_SUBGRAPH,
} from '../../schema/contract/subgraph-names.ts';
import { KeyFault } from '../../schema/trust/key-fault.ts';
import { type Mode, trustFor } from '../../schema/trust/mode.ts';
import { loadSealKey, type SealKey } from '../../schema/trust/seal.ts';
import { hasKey, loadSigner, type Signer } from '../../schema/trust/signer.ts';
import {
  createTrustList,
  type PartyName,
  type TrustedKeyRow,
  type TrustedRole,
  type TrustList,
  type TrustListFile,
  trustListSchema,
} from '../../schema/trust/trust-list.ts';
import { trustedKeyRow } from '../../schema/trust/trusted-key-row.ts';

/** The party of the demonstration token issuer; in production each administration has an issuer of its own. */
export const DEMONSTRATION_ISSUER = 'demonstration-issuer';

/** The party that asks the subgraphs. */
export const GATEWAY = 'gateway';

/** Keys and trust list of an installation that has every party on one machine. */
export interface TrustStore {
  readonly trust: TrustList;
  signerOf(party: PartyName): Signer;
  /** Opens what is sealed for the party. */
  sealKeyOf(party: PartyName): SealKey;
}

/** Where the trust list stands below the data directory. */
export function trustListPath(dataDirectory: string): string {
  return join(dataDirectory, 'trust-list.json');
}

/** Where the private keys stand below the data directory. */
export function keysDirectory(dataDirectory: string): string {
  return join(dataDirectory, 'keys');
}

/**
 * Keys of every party, made at first start and pinned from then on. Throws a KeyFault where a key file is not the pinned
 * one: a key is exchanged by an act, never by a file that has changed. A party that is pinned and has no key here runs
 * elsewhere, as an administration's own registry does: no key is made in its name, and asking for its signer throws.
 */
export async function openTrustStore(
  dataDirectory: string,
  now: Date,
  mode: Mode = 'demonstration',
): Promise<TrustStore> {
  const path = trustListPath(dataDirectory);
  const pinned = existsSync(path) ? readRows(path) : [];
  const signers = new Map<PartyName, Signer>();
  const sealKeys = new Map<PartyName, SealKey>();
  const added: TrustedKeyRow[] = [];
  const isDemonstration = mode === 'demonstration' && pinned.length === 0;
  for (const [party, role, administration] of parties()) {
    const row = pinned.find((known) => known.party === party && known.until === null);
    // Admitted at the first start of a demonstration, and never into an installation that began without it.
    if (party === DEMONSTRATION_ISSUER && row === undefined && !isDemonstration) continue;
    if (row !== undefined && !hasKey(keysDirectory(dataDirectory), party)) continue;
    const key =
      role === 'SEAL'
        ? await loadSealKey(keysDirectory(dataDirectory), party)
        : await loadSigner(keysDirectory(dataDirectory), party);
    if ('open' in key) sealKeys.set(party, key);
    else signers.set(party, key);
    if (row === undefined) added.push(trustedKeyRow(key, role, administration, now));
    else if (row.kid !== key.kid) {
      throw new KeyFault(`The key of ${party} is not the one pinned in ${path}: put back the one that was there.`);
    }
  }
  const missing = (party: PartyName): never => {
    throw new KeyFault(`There is no key of ${party} in ${keysDirectory(dataDirectory)}.`);
  };
  const rows = [...pinned, ...added];
  if (added.length > 0) writeRows(path, rows);
  return {
    trust: trustFor(mode, await createTrustList(rows)),
    signerOf: (party) => signers.get(party) ?? missing(party),
    sealKeyOf: (party) => sealKeys.get(party) ?? missing(party),
  };
}

function parties(): [PartyName, TrustedRole, string | null][] {
  return [
    [GATEWAY, 'GATEWAY', null],
    [DEMONSTRATION_ISSUER, 'TOKEN_ISSUER', null],
    [RECOGNITION_SUBGRAPH, 'RECOGNITION', null],
    [VENDOR_REGISTRATION_SUBGRAPH, 'VENDOR_REGISTRATION', null],
    [MUTUAL_ASSISTANCE_SUBGRAPH, 'MUTUAL_ASSISTANCE', null],
    [RECOGNITION_SEAL, 'SEAL', null],
    ...ADMINISTRATIONS.flatMap(({ code }): [PartyName, TrustedRole, string][] => [
      [registrySubgraph(code), 'REGISTRY', code],
      [administrationParty(code), 'ADMINISTRATION', code],
      [sealOf(code), 'SEAL', code],
    ]),
  ];
}

function readRows(path: string): TrustListFile['keys'] {
  try {
    return trustListSchema.parse(JSON.parse(readFileSync(path, 'utf8'))).keys;
  } catch (cause) {
    throw new KeyFault(`${path} is not a trust list: put back the one that was there.`, { cause });
  }
}

function writeRows(path: string, keys: readonly TrustedKeyRow[]): void {
  mkdirSync(dirname(path), { recursive: true });
  const temporary = `${path}.${process.pid}`;
  writeFileSync(temporary, `${JSON.stringify({ keys }, null, 2)}\n`);
  renameSync(temporary, path);
}
