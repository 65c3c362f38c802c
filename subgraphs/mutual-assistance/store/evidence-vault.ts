import { mkdir, open, readdir, readFile, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { CompactEncrypt, compactDecrypt } from 'jose';
import type { EvidenceVault } from '../domain/assistance-ports.ts';

/** Content encryption, RFC 7518: AES-256 in Galois/Counter Mode. */
export const EVIDENCE_ENCRYPTION = 'A256GCM';

/**
 * Contents as files, each a JWE (RFC 7516, compact, `dir` with A256GCM) that names the evidence in its protected header:
 * a file that is put in another's place does not open.
 */
export function createEvidenceVault(directory: string, key: Uint8Array): EvidenceVault {
  const pathOf = (id: string) => {
    if (!/^[0-9a-f-]{36}$/.test(id)) throw new TypeError('not an identifier of evidence');
    return join(directory, `${id}.jwe`);
  };
  const begunPathOf = (id: string) => `${pathOf(id)}.begun`;
  return {
    async keep(id, content) {
      const jwe = await new CompactEncrypt(content)
        .setProtectedHeader({ alg: 'dir', enc: EVIDENCE_ENCRYPTION, typ: 'aeo-evidence', evidence: id })
        .encrypt(key);
      await mkdir(directory, { recursive: true, mode: 0o700 });
      const temporary = begunPathOf(id);
      const file = await open(temporary, 'w', 0o600);
      try {
        await file.writeFile(jwe);
        // On disk before the row that names it is.
        await file.sync();
      } finally {
        await file.close();
      }
      await rename(temporary, pathOf(id));
    },

    async open(id) {
      const jwe = await readFile(pathOf(id), 'utf8');
      const { plaintext, protectedHeader } = await compactDecrypt(jwe, key, {
        keyManagementAlgorithms: ['dir'],
        contentEncryptionAlgorithms: [EVIDENCE_ENCRYPTION],
      });
      if (protectedHeader['evidence'] !== id) throw new TypeError('the file is that of other evidence');
      return plaintext;
    },

    async discard(id) {
      for (const path of [begunPathOf(id), pathOf(id)]) await rm(path, { force: true });
    },

    async list(before) {
      await mkdir(directory, { recursive: true, mode: 0o700 });
      const ids = new Set<string>();
      for (const name of await readdir(directory)) {
        const [, id] = name.match(/^([0-9a-f-]{36})\.jwe(?:\.begun)?$/) ?? [];
        if (id !== undefined && (await stat(join(directory, name))).mtime < before) ids.add(id);
      }
      return [...ids];
    },
  };
}
