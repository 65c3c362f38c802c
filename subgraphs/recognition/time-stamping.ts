import { z } from 'zod';
import { readTimeStampCertificates } from '../../schema/trust/time-stamp.ts';
import type { TimeStamping } from './service/log-stamper.ts';

/** Variables of time-stamping; to be checked together by `isTimeStampingWhole`. */
export const timeStampingVariables = {
  TSA_URL: z.url({ protocol: /^https?$/ }).optional(),
  TSA_CERTIFICATES: z.string().min(1).optional(),
  TSA_INTERVAL_SECONDS: z.coerce.number().int().min(1).max(86_400).default(60),
};

type Variables = z.output<z.ZodObject<typeof timeStampingVariables>>;

/** A stamp that nothing vouches for proves nothing: both, or neither. */
export function isTimeStampingWhole({ TSA_URL, TSA_CERTIFICATES }: Variables): boolean {
  return TSA_URL === undefined || TSA_CERTIFICATES !== undefined;
}

/** What `isTimeStampingWhole` says to whoever set the one without the other. */
export const TIME_STAMPING_FAULT = {
  path: ['TSA_CERTIFICATES'],
  message: 'needed with TSA_URL: the certificates by which its time stamps are believed (PEM)',
};

/** Who stamps; undefined: nobody, and no receipt has a time proof. Throws a KeyFault for a file without certificates. */
export function timeStampingOf(variables: Variables): TimeStamping | undefined {
  const { TSA_URL: url, TSA_CERTIFICATES: path, TSA_INTERVAL_SECONDS: seconds } = variables;
  if (url === undefined || path === undefined) return undefined;
  return { url, certificates: readTimeStampCertificates(path), intervalMs: seconds * 1000 };
}
