import type { JWK } from 'jose';
import type { PartyName } from './trust-list.ts';

/** A private key, wherever it is kept: it signs, and need not come out. */
export interface PrivateKey {
  /** RFC 7638 thumbprint. */
  readonly kid: string;
  readonly publicJwk: JWK;
  /** Signs bytes by the algorithm of the key, as a JWS has the signature (RFC 7518, 3.4; RFC 8037, 3.1). */
  sign(bytes: Uint8Array): Promise<Uint8Array>;
}

/** Where the private keys of parties are kept: in files, or in a device from which they do not come out. */
export interface KeyStore {
  /** For messages: the directory, or the token. */
  readonly place: string;
  /** The party’s keys that are here; none: it signs elsewhere. Throws a KeyFault where one is here and cannot be used. */
  load(party: PartyName): Promise<readonly PrivateKey[]>;
  /** Makes one more key of the party, to be used once a trust list has it. */
  create(party: PartyName): Promise<PrivateKey>;
}
