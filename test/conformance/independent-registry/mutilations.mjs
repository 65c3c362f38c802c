/**
 * Ways to break the contract, one at a time, so that the conformance check can be seen to notice each. A registry that
 * keeps the contract has none of them: leave this file out. The last two keep it, a version ahead and one behind.
 */
const WHOLE = { sdl: (sdl) => sdl, claims: (claims) => claims, statement: (jws) => jws, entity: (entity) => entity };

const LAST_JTI = '00000000-0000-4000-8000-000000000000';

export const MUTILATIONS = {
  none: WHOLE,
  'null-entities': { ...WHOLE, entity: (entity, operator) => (operator === undefined ? null : entity) },
  unsigned: { ...WHOLE, statement: (jws) => `${jws.slice(0, jws.lastIndexOf('.') + 1)}${'A'.repeat(86)}` },
  'wrong-audience': { ...WHOLE, claims: (claims) => ({ ...claims, aud: 'urn:aeo:administration:everybody' }) },
  'distinguishable-negatives': {
    ...WHOLE,
    claims: (claims, { isKnown }) =>
      claims.operator === null && isKnown ? { ...claims, reason: 'no consent' } : claims,
  },
  'reused-jti': { ...WHOLE, claims: (claims) => ({ ...claims, jti: LAST_JTI }) },
  'visible-attestation': {
    ...WHOLE,
    sdl: (sdl) => sdl.replace('attestation: JWS @inaccessible', 'attestation: JWS'),
  },
  'extra-root-field': { ...WHOLE, sdl: (sdl) => `${sdl}\ntype Query { japaneseOperators: [JpOperator!]! }\n` },
  'a-version-ahead': {
    ...WHOLE,
    sdl: (sdl) =>
      `${sdl}\nextend type Address { region: String @inaccessible }\nextend enum OperatorRole { DRONE_PORT }\n`,
    claims: (claims) => ({ ...claims, contractVersion: '1.1', relyOn: { scope: 'RECOGNITION' } }),
  },
  'a-version-behind': { ...WHOLE, sdl: (sdl) => sdl.replace('  FULFILMENT_CENTRE\n', '') },
  'another-contract': { ...WHOLE, claims: (claims) => ({ ...claims, contractVersion: '2.0' }) },
};
