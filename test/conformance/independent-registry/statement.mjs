import { randomUUID, sign } from 'node:crypto';

/** Signs claims as a JWS whose `typ` says what kind of statement it is. */
export function signStatement(claims, typ, { kid, privateKey }) {
  const signed = [{ alg: 'EdDSA', kid, typ }, claims]
    .map((part) => Buffer.from(JSON.stringify(part)).toString('base64url'))
    .join('.');
  return `${signed}.${sign(null, Buffer.from(signed), privateKey).toString('base64url')}`;
}

/**
 * What the registry says about one TIN, to one administration, in one request. `operator` is undefined for an unknown and
 * a withheld one alike: from here on nothing knows which of the two it is.
 */
export function attestationClaims(home, tin, { administration, purpose, requestId }, operator) {
  const iat = Math.floor(Date.now() / 1000);
  return {
    iss: `urn:aeo:registry:${home}`,
    aud: `urn:aeo:administration:${administration}`,
    sub: tin,
    jti: randomUUID(),
    iat,
    exp: iat + 60,
    relyUntil: iat,
    purpose,
    requestId,
    contractVersion: '1.0',
    statement: operator === undefined ? 'UNKNOWN_OR_NOT_DISCLOSED' : 'OPERATOR',
    operator: operator === undefined ? null : attestedOperator(operator),
  };
}

/** Facts and dates. Never a report, a remark or a score: those stay at home (note, VIII). */
function attestedOperator({ tin, legalName, tradingNames, roles, authorizations }) {
  return {
    tin,
    identifiers: [],
    legalName,
    tradingNames,
    roles,
    authorizations: authorizations.map(({ number, type, roles: granted, validFrom, validTo, history, validation }) => ({
      number,
      type,
      roles: granted,
      validFrom,
      validTo,
      history,
      validation: validation === null ? null : attestedValidation(validation),
    })),
    successor: null,
  };
}

function attestedValidation({ method, performedOn, nextDueOn, met, notMet }) {
  return { method, performedOn, nextDueOn, designationWithdrawn: false, criteriaMet: met, criteriaNotMet: notMet };
}
