import { KeyFault } from './key-fault.ts';

/** A number that the library gives, as the bytes that it uses. */
export type Handle = Buffer;

/** One attribute of an object in a token. */
export interface Attribute {
  readonly type: number;
  readonly value?: Buffer | string | number | boolean;
}

/** A mechanism of PKCS #11. */
export interface Mechanism {
  readonly mechanism: number;
}

/** What is used of `pkcs11js`; written out, since an optional package may be missing where types are checked. */
export interface Pkcs11 {
  load(library: string): void;
  C_Initialize(): void;
  C_GetSlotList(withToken: boolean): Handle[];
  C_GetTokenInfo(slot: Handle): { readonly label: string };
  C_GetMechanismList(slot: Handle): number[];
  C_OpenSession(slot: Handle, flags: number): Handle;
  C_CloseSession(session: Handle): void;
  C_Login(session: Handle, user: number, pin: string): void;
  C_FindObjectsInit(session: Handle, template: Attribute[]): void;
  C_FindObjects(session: Handle, maximum: number): Handle[];
  C_FindObjectsFinal(session: Handle): void;
  C_GetAttributeValue(session: Handle, object: Handle, template: Attribute[]): { readonly value: Buffer }[];
  C_GenerateKeyPair(
    session: Handle,
    mechanism: Mechanism,
    publicKey: Attribute[],
    privateKey: Attribute[],
  ): { readonly privateKey: Handle };
  C_SignInit(session: Handle, mechanism: Mechanism, key: Handle): void;
  C_SignAsync(session: Handle, data: Buffer, signature: Buffer): Promise<Buffer>;
}

/** Numbers of PKCS #11 3.0 that are used here; those for Ed25519 are younger than the package’s own list. */
export const CK = {
  RW_SESSION: 0x2 | 0x4,
  USER: 1,
  PUBLIC_KEY: 2,
  PRIVATE_KEY: 3,
  CLASS: 0x0,
  TOKEN: 0x1,
  PRIVATE: 0x2,
  LABEL: 0x3,
  KEY_TYPE: 0x100,
  ID: 0x102,
  SENSITIVE: 0x103,
  SIGN: 0x108,
  VERIFY: 0x10a,
  EXTRACTABLE: 0x162,
  EC_PARAMS: 0x180,
  EC_POINT: 0x181,
  EC_KEY_PAIR_GEN: 0x1040,
  ECDSA: 0x1041,
  EC_EDWARDS_KEY_PAIR_GEN: 0x1055,
  EDDSA: 0x1057,
  USER_ALREADY_LOGGED_IN: 0x100,
  CRYPTOKI_ALREADY_INITIALIZED: 0x191,
} as const;

/** Loads the device’s library. Throws a KeyFault where the optional package, or the library, is not there. */
export async function loadPkcs11(library: string): Promise<Pkcs11> {
  const name = 'pkcs11js';
  const loaded: unknown = await import(name).catch((cause: unknown) => {
    throw new KeyFault('PKCS11_LIBRARY: the optional package pkcs11js is not installed: npm install pkcs11js.', {
      cause,
    });
  });
  const { PKCS11 } = loaded as { PKCS11: new () => Pkcs11 };
  const module = new PKCS11();
  try {
    module.load(library);
  } catch (cause) {
    throw new KeyFault(`PKCS11_LIBRARY: ${library} cannot be loaded.`, { cause });
  }
  ignoring(CK.CRYPTOKI_ALREADY_INITIALIZED, () => module.C_Initialize());
  return module;
}

/** Runs a call for which one refusal means that it was done before. */
export function ignoring(code: number, call: () => void): void {
  try {
    call();
  } catch (error) {
    if ((error as { code?: unknown }).code !== code) throw error;
  }
}
