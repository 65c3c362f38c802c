import { KeyFault } from '../../schema/trust/key-fault.ts';
import { DataDirectoryFault } from './claim-data-directory.ts';
import type { Environment } from './environment.ts';

/** What a system call is refused with, and the setting that it comes from. */
const LISTEN_FAULTS: Readonly<Record<string, (settings: Environment) => string>> = {
  EADDRINUSE: ({ PORT, HOST }) => `PORT: ${PORT} on ${HOST} is taken by another process.`,
  EACCES: ({ PORT }) => `PORT: ${PORT} may not be used by this user.`,
  EADDRNOTAVAIL: ({ HOST }) => `HOST: this machine has no address ${HOST}.`,
  ENOTFOUND: ({ HOST }) => `HOST: ${HOST} is not known.`,
};

/** Settings that name a file of their own. */
const FILE_SETTINGS = [
  ...['TOKEN_ISSUERS', 'CASE_SYSTEMS'],
  ...['NATS_CREDENTIALS', 'NATS_TLS_CERT', 'NATS_TLS_KEY', 'NATS_TLS_CA'],
] as const;

/** The fault in one line, naming the setting or the file, where it is one that whoever starts can mend; otherwise undefined. */
export function explainFault(error: unknown, settings: Environment): string | undefined {
  if (error instanceof KeyFault || error instanceof DataDirectoryFault) return error.message;
  if (!(error instanceof Error)) return undefined;
  const { code, syscall, path } = error as NodeJS.ErrnoException;
  if (code === undefined) return undefined;
  if (syscall === 'listen' || syscall === 'getaddrinfo') return LISTEN_FAULTS[code]?.(settings);
  if (path !== undefined)
    return `${FILE_SETTINGS.find((name) => settings[name] === path) ?? 'DATA_DIR'}: ${path} cannot be used (${code}).`;
  if (code.startsWith('SQLITE_')) return `DATA_DIR: a database in ${settings.DATA_DIR} cannot be used (${code}).`;
  return settings.DATABASE_URL === undefined ? undefined : `DATABASE_URL: the database does not answer (${code}).`;
}
