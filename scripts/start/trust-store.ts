import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { ADMINISTRATIONS } from '../../schema/administrations.ts';
import { administrationParty, RECOGNITION_SEAL, sealOf } from '../../schema/contract/party-names.ts';
import {
  MUTUAL_ASSISTANCE_SUBGRAPH,
  RECOGNITION_SUBGRAPH,
  registrySubgraph,
  VENDOR_REGISTRATION_SUBGRAPH,
} from '../../schema/contract/subgraph-names.ts';
import { createFileKeyStore, hasKey } from '../../schema/trust/file-key-store.ts';
import { KeyFault } from '../../schema/trust/key-fault.ts';
import { type LiveTrustList, openTrustList, type TrustLog } from '../../schema/trust/live-trust-list.ts';
import { type Mode, trustFor } from '../../schema/trust/mode.ts';
import { loadSealKey, type SealKey } from '../../schema/trust/seal.ts';
import { keysInForce, openSigner, type Signer } from '../../schema/trust/signer.ts';
import {
  createTrustList,
  type PartyName,
  type TrustedKeyRow,
  type TrustedRole,
  type TrustList,
} from '../../schema/trust/trust-list.ts';
import { readTrustRows, writeTrustRows } from '../../schema/trust/trust-list-file.ts';
import { trustedKeyRow } from '../../schema/trust/trusted-key-row.ts';

/** The party of the demonstration token issuer; in production each administration has an issuer of its own. */
export const DEMONSTRATION_ISSUER = 'demonstration-issuer';

/** The party that asks the subgraphs. */
export const GATEWAY = 'gateway';

/** The parties of a federation: what each may sign, and for whom. */
export const PARTIES: readonly (readonly [PartyName, TrustedRole, string | null])[] = [
  [GATEWAY, 'GATEWAY', null],
  [DEMONSTRATION_ISSUER, 'TOKEN_ISSUER', null],
  [RECOGNITION_SUBGRAPH, 'RECOGNITION', null],
  [VENDOR_REGISTRATION_SUBGRAPH, 'VENDOR_REGISTRATION', null],
  [MUTUAL_ASSISTANCE_SUBGRAPH, 'MUTUAL_ASSISTANCE', null],
  [RECOGNITION_SEAL, 'SEAL', null],
  ...ADMINISTRATIONS.flatMap(({ code }) => [
    [registrySubgraph(code), 'REGISTRY', code] as const,
    [administrationParty(code), 'ADMINISTRATION', code] as const,
    [sealOf(code), 'SEAL', code] as const,
  ]),
];

/** Keys and trust list of an installation that has every party on one machine. */
export interface TrustStore {
  readonly trust: TrustList;
  signerOf(party: PartyName): Signer;
  /** Opens what is sealed for the party. */
  sealKeyOf(party: PartyName): SealKey;
  /** Looks at the trust list now. */
  reload(): Promise<void>;
  close(): void;
}

/** What a process that goes on needs: it follows the trust list, and signs with the key of the hour. */
export interface Following {
  readonly clock: () => Date;
  readonly log: TrustLog & { warn(details: object, message: string): void };
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
 * Without `following` it is the list of this moment, for a command that ends.
 */
export async function openTrustStore(
  dataDirectory: string,
  now: Date,
  mode: Mode = 'demonstration',
  following?: Following,
): Promise<TrustStore> {
  const path = trustListPath(dataDirectory);
  const keys = createFileKeyStore(keysDirectory(dataDirectory));
  const pinned = existsSync(path) ? readTrustRows(path) : [];
  const isFirstDemonstration = mode === 'demonstration' && pinned.length === 0;
  const sealKeys = new Map<PartyName, SealKey>();
  const added: TrustedKeyRow[] = [];
  for (const [party, role, administration] of PARTIES) {
    if (pinned.some((row) => row.party === party)) continue;
    // Admitted at the first start of a demonstration, and never into an installation that began without it.
    if (party === DEMONSTRATION_ISSUER && !isFirstDemonstration) continue;
    const key =
      role === 'SEAL'
        ? await loadSealKey(keys.place, party)
        : { party, ...((await keys.load(party))[0] ?? (await keys.create(party))) };
    added.push(trustedKeyRow(key, role, administration, now));
  }
  if (added.length > 0) writeTrustRows(path, [...pinned, ...added]);
  const trust = await openTrust(path, [...pinned, ...added], mode, now, following);
  const { clock, log } = following ?? { clock: () => now, log: { warn: () => undefined } };
  const signers = new Map<PartyName, Signer>();
  for (const [party, role] of PARTIES) {
    const inForce = keysInForce(trust, party, now);
    if (!hasKey(keys.place, party) || inForce.length === 0) continue;
    if (role === 'SEAL') {
      const key = await loadSealKey(keys.place, party);
      if (!inForce.some(({ kid }) => kid === key.kid)) throw notPinned(party, path);
      sealKeys.set(party, key);
      continue;
    }
    const here = await keys.load(party);
    if (!inForce.some(({ kid }) => here.some((key) => key.kid === kid))) {
      throw notPinned(party, path);
    }
    signers.set(party, await openSigner(party, { keys, trust, clock, log }));
  }
  return {
    trust,
    signerOf: (party) => signers.get(party) ?? missing(party, keys.place),
    sealKeyOf: (party) => sealKeys.get(party) ?? missing(party, keys.place),
    reload: () => trust.reload(),
    close: () => trust.close(),
  };
}

async function openTrust(
  path: string,
  rows: readonly TrustedKeyRow[],
  mode: Mode,
  now: Date,
  following: Following | undefined,
): Promise<LiveTrustList> {
  if (following !== undefined) {
    const { clock, log } = following;
    return openTrustList({ path, accept: (list) => trustFor(mode, list, clock()), log });
  }
  const trust = trustFor(mode, await createTrustList(rows), now);
  return { ...trust, reload: async () => undefined, close: () => undefined };
}

function notPinned(party: PartyName, path: string): KeyFault {
  return new KeyFault(`The key of ${party} is not the one pinned in ${path}: put back the one that was there.`);
}

function missing(party: PartyName, place: string): never {
  throw new KeyFault(`There is no key of ${party} in ${place}.`);
}
