import { attestationClaims, signStatement } from './statement.mjs';

const TYPE = 'aeo-attestation+jwt';
const FIELDS = ['legalName', 'tradingNames', 'address', 'roles', 'businessModels', 'authorizations'];

/** A request is over long before this; until then its answers stay the same. */
const REMEMBERED_MS = 120_000;

/** Answers about TINs: decide, write the ledger, then sign. One request has one entry and one statement a TIN. */
export function createDisclosure({ home, register, key, ledger, mutilate }) {
  const remembered = new Map();

  function decide(tin, caller) {
    const operator = register.operators.find((candidate) => candidate.tin === tin);
    const isPartner = register.partners.includes(caller.administration);
    const isOwn = caller.administration === home;
    const mayKnow = isOwn || (isPartner && operator?.consents.includes(caller.administration) === true);
    return mayKnow ? operator : undefined;
  }

  return function disclose(tins, caller) {
    const { administration, subject, purpose, scopes, requestId } = caller;
    const request = JSON.stringify([administration, subject, purpose, scopes, requestId]);
    forgetOld(remembered);
    const answers = remembered.get(request)?.answers ?? new Map();
    remembered.set(request, { at: Date.now(), answers });

    const missing = [...new Set(tins)].filter((tin) => !answers.has(tin));
    const decisions = missing.map((tin) => {
      const operator = decide(tin, caller);
      const claims = mutilate.claims(attestationClaims(home, tin, caller, operator), { isKnown: isKnown(tin) });
      return { tin, operator, claims };
    });
    ledger.write(
      decisions.map(({ tin, operator, claims }) => ({
        at: new Date().toISOString(),
        by: administration,
        subject,
        purpose,
        requestId,
        tin,
        fields: operator === undefined ? [] : FIELDS,
        attestation: claims.jti,
      })),
    );
    for (const { tin, operator, claims } of decisions) {
      answers.set(tin, { operator, attestation: mutilate.statement(signStatement(claims, TYPE, key)) });
    }
    return tins.map((tin) => answers.get(tin));
  };

  function isKnown(tin) {
    return register.operators.some((operator) => operator.tin === tin);
  }
}

function forgetOld(remembered) {
  for (const [request, { at }] of remembered) {
    if (Date.now() - at < REMEMBERED_MS) return;
    remembered.delete(request);
  }
}
