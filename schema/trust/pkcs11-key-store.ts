import { createHash, randomBytes } from 'node:crypto';
import { readFileSync, statSync } from 'node:fs';
import { calculateJwkThumbprint, type JWK } from 'jose';
import { algorithmOf, type SignatureAlgorithm } from './key-algorithm.ts';
import { KeyFault } from './key-fault.ts';
import type { KeyStore, PrivateKey } from './key-store.ts';
import { type Attribute, CK, type Handle, ignoring, loadPkcs11, type Pkcs11 } from './pkcs11-module.ts';

/** A device with the interface PKCS #11, and the token in it. */
export interface Pkcs11Settings {
  readonly library: string;
  /** Label of the token, or undefined where `slot` says which. */
  readonly token: string | undefined;
  readonly slot: number | undefined;
  readonly pinFile: string;
  /** Of keys that are made. */
  readonly algorithm: SignatureAlgorithm;
}

/** How keys of an algorithm are made and signed with. */
const MECHANISMS = {
  // The PrintableString of the curve’s name (PKCS #11 3.0, 2.3.5); ES256: the OID of P-256.
  EdDSA: { generate: CK.EC_EDWARDS_KEY_PAIR_GEN, sign: CK.EDDSA, curve: '130c656477617264733235353139' },
  ES256: { generate: CK.EC_KEY_PAIR_GEN, sign: CK.ECDSA, curve: '06082a8648ce3d030107' },
} as const satisfies Record<SignatureAlgorithm, object>;

/** Both algorithms’ signatures in a JWS. */
const SIGNATURE_BYTES = 64;

const MAXIMUM_KEYS = 100;

/**
 * Keys in a device from which they do not come out. The label of a key is its party; its thumbprint is computed from the
 * public key beside it. One session, one signature after another; after a failure it is opened anew, once.
 */
export async function openPkcs11KeyStore(settings: Pkcs11Settings): Promise<KeyStore> {
  const module = await loadPkcs11(settings.library);
  const slot = findSlot(module, settings);
  const pin = readPin(settings.pinFile);
  const place = `the token ${labelOf(module, slot)}`;
  let session = openSession();
  let running: Promise<unknown> = Promise.resolve();

  function openSession(): Handle {
    const opened = module.C_OpenSession(slot, CK.RW_SESSION);
    try {
      ignoring(CK.USER_ALREADY_LOGGED_IN, () => module.C_Login(opened, CK.USER, pin));
    } catch (cause) {
      throw new KeyFault(`PKCS11_PIN_FILE: ${place} refuses the PIN.`, { cause });
    }
    return opened;
  }

  /** The device may have been gone for a while, and the session with it. */
  function reopen(): void {
    try {
      module.C_CloseSession(session);
    } catch {
      // It is closed already.
    }
    session = openSession();
  }

  function find(template: Attribute[]): Handle[] {
    module.C_FindObjectsInit(session, template);
    try {
      return module.C_FindObjects(session, MAXIMUM_KEYS);
    } finally {
      module.C_FindObjectsFinal(session);
    }
  }

  function attribute(object: Handle, type: number): Buffer {
    return module.C_GetAttributeValue(session, object, [{ type }])[0]?.value ?? Buffer.alloc(0);
  }

  async function keyOf(id: Buffer): Promise<PrivateKey> {
    const [publicKey] = find([
      { type: CK.CLASS, value: CK.PUBLIC_KEY },
      { type: CK.ID, value: id },
    ]);
    const jwk = publicKey === undefined ? undefined : jwkOf(attribute(publicKey, CK.EC_POINT));
    if (jwk === undefined) {
      throw new KeyFault(
        `A key in ${place} has no public key beside it of a kind that is known, by id ${id.toString('hex')}.`,
      );
    }
    const algorithm = algorithmOf(jwk);
    const kid = await calculateJwkThumbprint(jwk);
    // A handle means something in the session in which it was found.
    let found: { readonly session: Handle; readonly handle: Handle } | undefined;

    async function signOnce(data: Buffer): Promise<Buffer> {
      if (found?.session !== session) {
        const [handle] = find([
          { type: CK.CLASS, value: CK.PRIVATE_KEY },
          { type: CK.ID, value: id },
        ]);
        if (handle === undefined) throw new KeyFault(`The key ${kid} is not in ${place} any more.`);
        found = { session, handle };
      }
      module.C_SignInit(session, { mechanism: MECHANISMS[algorithm].sign }, found.handle);
      return module.C_SignAsync(session, data, Buffer.alloc(SIGNATURE_BYTES));
    }

    return {
      kid,
      publicJwk: { ...jwk, kid, alg: algorithm, use: 'sig' },
      sign(bytes) {
        const data = algorithm === 'ES256' ? createHash('sha256').update(bytes).digest() : Buffer.from(bytes);
        return twiceAtMost(() => signOnce(data));
      },
    };
  }

  /** A session does one thing at a time. */
  function inTurn<T>(work: () => Promise<T>): Promise<T> {
    const result = running.then(work);
    running = result.catch(() => undefined);
    return result;
  }

  function twiceAtMost<T>(work: () => Promise<T>): Promise<T> {
    return inTurn(() =>
      work().catch(() => {
        reopen();
        return work();
      }),
    );
  }

  return {
    place,
    load: (party) =>
      twiceAtMost(async () => {
        const objects = find([
          { type: CK.CLASS, value: CK.PRIVATE_KEY },
          { type: CK.LABEL, value: party },
        ]);
        const keys: PrivateKey[] = [];
        for (const id of objects.map((object) => attribute(object, CK.ID))) keys.push(await keyOf(id));
        return keys;
      }),
    create: (party) =>
      inTurn(async () => {
        const { generate, sign, curve } = MECHANISMS[settings.algorithm];
        const known = module.C_GetMechanismList(slot);
        if (!known.includes(generate) || !known.includes(sign)) {
          throw new KeyFault(`PKCS11_ALGORITHM: ${place} knows no ${settings.algorithm}.`);
        }
        const id = randomBytes(16);
        const shared = [
          { type: CK.TOKEN, value: true },
          { type: CK.LABEL, value: party },
          { type: CK.ID, value: id },
        ];
        module.C_GenerateKeyPair(
          session,
          { mechanism: generate },
          [...shared, { type: CK.VERIFY, value: true }, { type: CK.EC_PARAMS, value: Buffer.from(curve, 'hex') }],
          [
            ...shared,
            { type: CK.PRIVATE, value: true },
            { type: CK.SENSITIVE, value: true },
            { type: CK.EXTRACTABLE, value: false },
            { type: CK.SIGN, value: true },
          ],
        );
        return keyOf(id);
      }),
  };
}

/** The public key of its point: for Ed25519 its 32 bytes, for P-256 `04` and both coordinates; some devices leave out the DER around. */
function jwkOf(point: Buffer): JWK | undefined {
  const isWrapped = point[0] === 0x04 && point[1] === point.length - 2;
  const bytes = isWrapped ? point.subarray(2) : point;
  const part = (from: number) => bytes.subarray(from, from + 32).toString('base64url');
  if (bytes.length === 32) return { kty: 'OKP', crv: 'Ed25519', x: part(0) };
  if (bytes.length === 65 && bytes[0] === 0x04) return { kty: 'EC', crv: 'P-256', x: part(1), y: part(33) };
  return undefined;
}

function findSlot(module: Pkcs11, { token, slot }: Pkcs11Settings): Handle {
  const slots = module.C_GetSlotList(true);
  const found = slots.filter((one) => (token === undefined ? numberOf(one) === slot : labelOf(module, one) === token));
  if (found[0] !== undefined && found.length === 1) return found[0];
  const named = token === undefined ? `PKCS11_SLOT: ${slot}` : `PKCS11_TOKEN: ${token}`;
  const labels = slots.map((one) => `${labelOf(module, one) || 'an empty one'} (slot ${numberOf(one)})`).join(', ');
  throw new KeyFault(
    `${named} is ${found.length === 0 ? 'no token' : 'more than one token'}; there is ${labels || 'none'}.`,
  );
}

function labelOf(module: Pkcs11, slot: Handle): string {
  return module.C_GetTokenInfo(slot).label.replace(/[\s\0]+$/, '');
}

function numberOf(handle: Handle): number {
  return handle.readUIntLE(0, Math.min(6, handle.length));
}

function readPin(path: string): string {
  if ((statSync(path).mode & 0o077) !== 0) throw new KeyFault(`${path} can be read by others: chmod 600 it.`);
  return readFileSync(path, 'utf8').trim();
}
