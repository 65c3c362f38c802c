import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { type AdministrationCode, findAdministration } from '../../schema/administrations.ts';

const fileSchema = z
  .array(
    z.strictObject({
      administration: z.string().refine((code) => findAdministration(code) !== undefined, { error: 'a known code' }),
      url: z.url({ protocol: /^https?$/ }),
    }),
  )
  .refine((rows) => new Set(rows.map(({ administration }) => administration)).size === rows.length, {
    error: 'one case system for each administration',
  });

/** The case systems of requested administrations from their file; throws with the path and every fault. */
export function readCaseSystems(path: string): ReadonlyMap<AdministrationCode, string> {
  const parsed = fileSchema.safeParse(JSON.parse(readFileSync(path, 'utf8')));
  if (!parsed.success) throw new TypeError(`${path} is no list of case systems: ${z.prettifyError(parsed.error)}`);
  return new Map(parsed.data.map(({ administration, url }) => [administration, url]));
}
