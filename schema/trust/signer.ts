import type { JWK } from 'jose';
import { createFileKeyStore } from './file-key-store.ts';
import { algorithmOf } from './key-algorithm.ts';
import { KeyFault } from './key-fault.ts';
import { keyStateAt } from './key-state.ts';
import type { KeyStore, PrivateKey } from './key-store.ts';
import type { PartyName, TrustedKey, TrustList } from './trust-list.ts';
import { CLOCK_TOLERANCE_SECONDS } from './verify-statement.ts';

/** Signs statements in the name of one party. */
export interface Signer {
  readonly party: PartyName;
  /** Of the key that signs now. */
  readonly kid: string;
  readonly publicJwk: JWK;
  /** Signs claims as a JWS whose `typ` says what kind of statement it is. */
  sign(claims: object, type: string): Promise<string>;
}

export interface SignerParts {
  readonly keys: KeyStore;
  readonly trust: TrustList;
  readonly clock: () => Date;
  readonly log: { warn(details: object, message: string): void };
}

/** Where a key is in force and not here, the store is looked at again after so long. */
const LOOK_AGAIN_MS = 5_000;

/**
 * A signer that follows the trust list: it signs with the newest key of its party that is in force, so that a key that
 * was prepared takes over by itself at its instant. Throws a KeyFault where no key in force is here.
 */
export async function openSigner(party: PartyName, { keys, trust, clock, log }: SignerParts): Promise<Signer> {
  let here = byKid(await keys.load(party));
  let lookedAt = clock().getTime();

  function inForce(): readonly TrustedKey[] {
    return keysInForce(trust, party, clock());
  }

  /** The newest key that is in force and here; where none is here, the newest in force. Throws a KeyFault where none is. */
  function current(): TrustedKey {
    const rows = inForce();
    const row = rows.find(({ kid }) => here.has(kid)) ?? rows[0];
    if (row !== undefined) return row;
    throw new KeyFault(`No key of ${party} is in force: npm run keys -- prepare --party ${party}.`);
  }

  /** A key that was prepared while this process runs is found when its time has come. */
  async function lookForNewest(): Promise<void> {
    const rows = inForce();
    const [newest] = rows;
    if (newest === undefined || here.has(newest.kid)) return;
    const now = clock().getTime();
    const hasOlder = rows.some(({ kid }) => here.has(kid));
    if (hasOlder && Math.abs(now - lookedAt) < LOOK_AGAIN_MS) return;
    lookedAt = now;
    here = byKid(await keys.load(party));
    if (here.has(newest.kid) || !hasOlder) return;
    const details = { party, kid: newest.kid, place: keys.place };
    log.warn(details, 'the newest key is in force and not here: an older one signs');
  }

  function present(): PrivateKey {
    const key = here.get(current().kid);
    if (key !== undefined) return key;
    throw new KeyFault(`The key of ${party} in ${keys.place} is not the one pinned: put back the one that was there.`);
  }

  present();
  return {
    party,
    get kid() {
      return current().kid;
    },
    get publicJwk() {
      const { jwk, kid } = current();
      return { ...jwk, kid, alg: algorithmOf(jwk), use: 'sig' };
    },
    async sign(claims, type) {
      await lookForNewest();
      return signStatement(present(), claims, type);
    },
  };
}

/** A signer with the party’s first key, made where there is none, whatever a trust list says: for who has none yet. */
export async function loadSigner(directory: string, party: PartyName): Promise<Signer> {
  const store = createFileKeyStore(directory);
  const key = (await store.load(party))[0] ?? (await store.create(party));
  return {
    party,
    kid: key.kid,
    publicJwk: key.publicJwk,
    sign: (claims, type) => signStatement(key, claims, type),
  };
}

/**
 * The party’s keys in force, newest first. One whose time comes within the tolerance of clocks counts where no other does:
 * the clock that wrote it may be ahead of this one.
 */
export function keysInForce(trust: TrustList, party: PartyName, now: Date): readonly TrustedKey[] {
  const own = trust.keys.filter((key) => key.party === party).sort((a, b) => b.from.getTime() - a.from.getTime());
  const isInForceAt = (at: Date) => (key: TrustedKey) => keyStateAt(key, at) === 'IN_FORCE';
  const found = own.filter(isInForceAt(now));
  return found.length > 0 ? found : own.filter(isInForceAt(new Date(now.getTime() + CLOCK_TOLERANCE_SECONDS * 1000)));
}

/** A JWS in compact serialisation (RFC 7515, 7.1); the key may be in a device, which no library of JWS knows to ask. */
async function signStatement(key: PrivateKey, claims: object, type: string): Promise<string> {
  const input = `${encode({ alg: algorithmOf(key.publicJwk), kid: key.kid, typ: type })}.${encode(claims)}`;
  return `${input}.${Buffer.from(await key.sign(Buffer.from(input))).toString('base64url')}`;
}

function encode(part: object): string {
  return Buffer.from(JSON.stringify(part)).toString('base64url');
}

function byKid(keys: readonly PrivateKey[]): ReadonlyMap<string, PrivateKey> {
  return new Map(keys.map((key) => [key.kid, key]));
}
