import { randomUUID } from 'node:crypto';
import type { AdministrationCode } from '../schema/administrations.ts';
import { GATEWAY_SCOPES } from '../schema/contract/scopes.ts';
import type { OperatorRole } from '../schema/contract/vocabulary.ts';
import type { Signer } from '../schema/trust/signer.ts';
import { demonstrationOperators } from '../scripts/seed/demonstration-operators.ts';
import { demonstrationToken } from '../scripts/start/demonstration-token.ts';
import type { Load } from './load-generator.ts';

const QUERY = `query Bench($questions: [RecognitionQuestion!]!) {
  recognitions(questions: $questions) {
    reference tin problem
    decision { outcome reasons basis nextStep consultationNumber receipt }
  }
}`;

interface Askable {
  readonly tin: string;
  readonly role: OperatorRole;
}

/** Operators of other administrations that have consented toward the asking one: what a declaration system asks about. */
function askableBy(asking: AdministrationCode, homes: readonly AdministrationCode[]): readonly Askable[] {
  return homes
    .filter((home) => home !== asking)
    .flatMap((home) =>
      demonstrationOperators(home)
        .filter(({ consents }) => consents.some(({ destination }) => destination === asking))
        .flatMap(({ tin, roles: [role] }) => (role === undefined ? [] : [{ tin, role }])),
    );
}

/** Requests of that many questions each, asked by all administrations in turn, each question about a consignment of its own. */
export async function makeRequests(
  issuer: Signer,
  codes: readonly AdministrationCode[],
  { questions, requests, random }: { readonly questions: number; readonly requests: number; random: () => number },
): Promise<Load['requests']> {
  const asking = await Promise.all(
    codes.map(async (code) => ({
      askable: askableBy(code, codes),
      token: await demonstrationToken(issuer, code, GATEWAY_SCOPES, new Date()),
    })),
  );
  const able = asking.filter(({ askable }) => askable.length > 0);
  return Array.from({ length: requests }, (_, index) => {
    const one = able[index % able.length];
    if (one === undefined) throw new TypeError('no administration has anything to ask about');
    const { askable, token } = one;
    const asked = Array.from({ length: questions }, () => {
      return { ...askable[Math.floor(random() * askable.length)], reference: randomUUID() };
    });
    return {
      headers: {
        authorization: `Bearer ${token}`,
        'content-type': 'application/json',
        'purpose-of-use': 'IMPORT_CLEARANCE',
      },
      body: JSON.stringify({ query: QUERY, variables: { questions: asked } }),
    };
  });
}
