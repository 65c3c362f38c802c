import { createHash } from 'node:crypto';

/** SHA-256 of the values in the order of their names, to tell a retry from another request under the same key. */
export function contentHash(content: object): string {
  const ordered = Object.entries(content).sort(([a], [b]) => (a < b ? -1 : 1));
  return createHash('sha256').update(JSON.stringify(ordered)).digest('base64url');
}
