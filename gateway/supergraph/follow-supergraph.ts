import { readFileSync } from 'node:fs';
import { type FollowedFile, followFile } from '../../schema/file/followed-file.ts';
import type { Gateway } from '../gateway.ts';

/** Lets a running gateway serve what stands in the file, now and after each change. A file that is gone changes nothing. */
export function followSupergraph(
  path: string,
  gateway: Pick<Gateway, 'replaceSupergraph'>,
  log: { error(details: object, message: string): void },
): FollowedFile {
  const file = followFile(path, async () => {
    try {
      await gateway.replaceSupergraph(readFileSync(path, 'utf8'));
    } catch (error) {
      log.error({ err: error, path }, 'the supergraph cannot be read: the one from before stays in service');
    }
  });
  // It may have changed since the gateway was started with it.
  void file.reload();
  return file;
}
