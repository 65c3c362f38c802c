import { z } from 'zod';
import { createFileKeyStore } from './file-key-store.ts';
import { SIGNATURE_ALGORITHMS } from './key-algorithm.ts';
import { KeyFault } from './key-fault.ts';
import type { KeyStore } from './key-store.ts';
import { openPkcs11KeyStore } from './pkcs11-key-store.ts';

/** Variables that say where private keys are, beside the directory for those in files. */
export const keyStoreVariables = {
  PKCS11_LIBRARY: z.string().min(1).optional(),
  PKCS11_TOKEN: z.string().min(1).optional(),
  PKCS11_SLOT: z.coerce.number().int().min(0).optional(),
  PKCS11_PIN_FILE: z.string().min(1).optional(),
  PKCS11_ALGORITHM: z.enum(SIGNATURE_ALGORITHMS).default('EdDSA'),
};

type Variables = z.output<z.ZodObject<typeof keyStoreVariables>>;

/** Where private keys are. */
export interface KeyStoreSettings {
  readonly directory: string;
  readonly device: Variables;
}

/** Opens the device where a library is set, otherwise the directory. Throws a KeyFault that names every variable in want. */
export async function openKeyStore({ directory, device }: KeyStoreSettings): Promise<KeyStore> {
  const { PKCS11_LIBRARY: library, PKCS11_TOKEN: token, PKCS11_SLOT: slot, PKCS11_PIN_FILE: pinFile } = device;
  if (library === undefined) return createFileKeyStore(directory);
  const isOneNamed = (token === undefined) !== (slot === undefined);
  if (pinFile === undefined || !isOneNamed) {
    const faults = [
      ...(isOneNamed ? [] : ['PKCS11_TOKEN (its label) or PKCS11_SLOT, and not both']),
      ...(pinFile === undefined ? ['PKCS11_PIN_FILE'] : []),
    ];
    throw new KeyFault(`PKCS11_LIBRARY needs ${faults.join(', and ')}.`);
  }
  return openPkcs11KeyStore({ library, token, slot, pinFile, algorithm: device.PKCS11_ALGORITHM });
}
