import { createFileKeyStore } from '../../schema/trust/file-key-store.ts';
import type { KeyStore } from '../../schema/trust/key-store.ts';
import type { Environment } from './environment.ts';

/** Where the private keys of this installation are, by its settings. */
export async function openKeyStore({ keysDirectory }: Environment): Promise<KeyStore> {
  return createFileKeyStore(keysDirectory);
}
