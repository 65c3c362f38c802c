import { readFileSync, unwatchFile, watchFile } from 'node:fs';
import { z } from 'zod';

/** The certificates by which a process shows who it is to the others of the federation, and knows them. */
export interface TlsFiles {
  /** What the files hold now; read again when one changes, so that a certificate is renewed without a stop. */
  current(): TlsMaterial;
  /** Called after each renewal, until the process ends. */
  onRenewal(renewed: (material: TlsMaterial) => void): void;
  close(): void;
}

/** PEM texts. */
export interface TlsMaterial {
  readonly cert: string;
  readonly key: string;
  /** The authority, or authorities, that the certificates of the federation are signed by. */
  readonly ca: string;
}

/** Settings by which a process takes part in mutual TLS: all three, or none. */
export const tlsVariables = {
  TLS_CERT: z.string().min(1).optional(),
  TLS_KEY: z.string().min(1).optional(),
  TLS_CA: z.string().min(1).optional(),
} as const;

/** Their paths. */
export type TlsPaths = Readonly<Record<keyof typeof tlsVariables, string | undefined>>;

/** How often the files are looked at, in ms. */
const LOOK_MS = 5_000;

/** Opens the files; undefined where no variable names one. Throws where some are named and others are not, or one cannot be read. */
export function openTlsFiles(
  { TLS_CERT, TLS_KEY, TLS_CA }: TlsPaths,
  log: { warn(details: object, message: string): void; info(details: object, message: string): void },
  lookMs = LOOK_MS,
): TlsFiles | undefined {
  if (TLS_CERT === undefined && TLS_KEY === undefined && TLS_CA === undefined) return undefined;
  if (TLS_CERT === undefined || TLS_KEY === undefined || TLS_CA === undefined) {
    throw new TypeError('TLS_CERT, TLS_KEY and TLS_CA: mutual TLS needs all three.');
  }
  const paths = [TLS_CERT, TLS_KEY, TLS_CA];
  const read = (): TlsMaterial => ({
    cert: readFileSync(TLS_CERT, 'utf8'),
    key: readFileSync(TLS_KEY, 'utf8'),
    ca: readFileSync(TLS_CA, 'utf8'),
  });
  const listeners: ((material: TlsMaterial) => void)[] = [];
  let material = read();

  function renew(): void {
    try {
      material = read();
      for (const renewed of listeners) renewed(material);
      log.info({ certificate: TLS_CERT }, 'certificates renewed');
    } catch (err) {
      // Half-written, or a key that does not fit yet: what was good stays in use until the next look.
      log.warn({ err, certificate: TLS_CERT }, 'renewed certificates cannot be used');
    }
  }

  for (const path of paths) watchFile(path, { interval: lookMs, persistent: false }, renew);
  return {
    current: () => material,
    onRenewal: (renewed) => void listeners.push(renewed),
    close() {
      for (const path of paths) unwatchFile(path, renew);
    },
  };
}
