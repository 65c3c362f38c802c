import { createHash } from 'node:crypto';
import { closeSync, fsyncSync, openSync, readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { z } from 'zod';

/** The name of the list in a backup. It is written last: a backup without it is none. */
export const MANIFEST = 'backup.json';

const manifestSchema = z.strictObject({
  begunAt: z.iso.datetime(),
  files: z.array(z.strictObject({ path: z.string().min(1), sha256: z.string().length(64) })),
});

/** What a backup holds. All that was acknowledged before `begunAt` is in it. */
export type BackupManifest = z.infer<typeof manifestSchema>;

/** Reads the list of a backup; throws where there is none, or a file is missing or is not what was written. */
export function readManifest(directory: string): BackupManifest {
  const manifest = manifestSchema.parse(JSON.parse(readFileSync(join(directory, MANIFEST), 'utf8')));
  const altered = manifest.files.filter(({ path, sha256 }) => hashOf(join(directory, path)) !== sha256);
  if (altered.length > 0) throw new TypeError(`Not as it was written: ${altered.map(({ path }) => path).join(', ')}.`);
  return manifest;
}

/** SHA-256 of a file, in hexadecimal. */
export function hashOf(path: string): string {
  return createHash('sha256').update(readFileSync(path)).digest('hex');
}

/** Every file below a directory, by its path from there. */
export function filesBelow(directory: string): string[] {
  return readdirSync(directory, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(directory, join(entry.parentPath, entry.name)))
    .sort();
}

/** Waits until a file is on the disk. */
export function flush(path: string): void {
  const file = openSync(path, 'r+');
  fsyncSync(file);
  closeSync(file);
}
