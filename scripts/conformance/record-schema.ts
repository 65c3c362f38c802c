import { z } from 'zod';
import { AUTHORIZATION_STATUSES, BUSINESS_MODELS, OPERATOR_ROLES } from '../../schema/contract/vocabulary.ts';

const recordSchema = z.object({
  legalName: z.string().min(1),
  tradingNames: z.array(z.string()),
  roles: z.array(z.enum(OPERATOR_ROLES)),
  businessModels: z.array(z.enum(BUSINESS_MODELS)),
  address: z.object({
    lines: z.array(z.string()),
    city: z.string(),
    postalCode: z.string().nullable(),
    country: z.string().regex(/^[A-Z]{2}$/),
  }),
  authorizations: z.array(
    z.object({
      number: z.string().min(1),
      type: z.string().min(1),
      roles: z.array(z.enum(OPERATOR_ROLES)),
      status: z.enum(AUTHORIZATION_STATUSES),
      statusSince: z.iso.datetime({ offset: true }),
      validFrom: z.iso.date(),
      validTo: z.iso.date().nullable(),
    }),
  ),
});

/** What breaks the contract in a record, each with its place. */
export function readRecord(record: unknown): readonly string[] {
  if (record === null || record === undefined) return ['there is no record'];
  const { error } = recordSchema.safeParse(record);
  return (error?.issues ?? []).map(({ path, message }) => `${path.join('.')}: ${message}`);
}
