import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { KeyFault } from './key-fault.ts';
import { createTrustList, type TrustedKeyRow, type TrustList, trustListSchema } from './trust-list.ts';

/** The rows of a trust list; throws a KeyFault with the path and what is wrong where it is not one. */
export function readTrustRows(path: string): readonly TrustedKeyRow[] {
  const parsed = trustListSchema.safeParse(parseFile(path));
  if (parsed.success) return parsed.data.keys;
  const [first] = parsed.error.issues;
  const fault = `${first?.path.join('.') || 'the whole'}: ${first?.message}`;
  throw new KeyFault(`${path} is not a trust list (${fault}): put back the one that was there.`);
}

/** Reads the trust list from its file; throws a KeyFault with the path where it is not one. */
export async function readTrustList(path: string): Promise<TrustList> {
  return createTrustList(readTrustRows(path));
}

/** Writes it whole or not at all: whoever reads at the same time gets the one before or this one. */
export function writeTrustRows(path: string, keys: readonly TrustedKeyRow[]): void {
  mkdirSync(dirname(path), { recursive: true });
  const temporary = `${path}.${process.pid}`;
  writeFileSync(temporary, `${JSON.stringify({ keys }, null, 2)}\n`);
  renameSync(temporary, path);
}

function parseFile(path: string): unknown {
  const text = readFileSync(path, 'utf8');
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new KeyFault(`${path} is not a trust list: put back the one that was there.`, { cause });
  }
}
