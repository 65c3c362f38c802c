import { ACTOR_SCOPES } from '../../../schema/contract/scopes.ts';
import { demonstrationToken } from '../../../scripts/start/demonstration-token.ts';
import { DEMONSTRATION_ISSUER } from '../../../scripts/start/trust-store.ts';
import { type AskOptions, type HttpAnswer, post, type TestFederation } from '../../support/federation.ts';

/** Who asks: an officer of an administration, or somebody that acts for itself by its token. */
export interface Asking {
  readonly administration: string;
  /** TIN or identifier of the vendor or representative; absent: an officer. */
  readonly actor?: string;
}

type Variables = Readonly<Record<string, unknown>>;

/** Asks at the gateway and gives the whole answer. */
export async function answerTo<Data = Record<string, unknown>>(
  federation: TestFederation,
  clock: () => Date,
  { administration, actor }: Asking,
  query: string,
  variables: Variables = {},
  purpose: AskOptions['purpose'] = 'VENDOR_REGISTRATION',
): Promise<HttpAnswer<Data>> {
  if (actor === undefined) return federation.ask<Data>(administration, query, variables, { purpose });
  const issuer = federation.embedded.trustStore.signerOf(DEMONSTRATION_ISSUER);
  const token = await demonstrationToken(issuer, administration, ACTOR_SCOPES, clock(), actor);
  const headers = { authorization: `Bearer ${token}`, 'purpose-of-use': purpose };
  return post<Data>(`${federation.url}/graphql`, { query, variables }, headers);
}

/** The data of an answer without errors; fails showing them. */
export async function dataOf<Data>(answer: Promise<HttpAnswer<Data>>): Promise<Data> {
  const { data, errors } = await answer;
  if (errors.length > 0) throw new Error(JSON.stringify(errors));
  return data;
}
