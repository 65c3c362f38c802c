/** What a token may permit, and what each scope is for. */
export const SCOPES = {
  'recognition:ask': 'ask whether a partner’s operator is recognised',
  'operator:read': 'read an operator’s record and the attestation behind a decision',
  'validation:read': 'read validation facts: method, date, criteria',
  'benefits:write': 'suspend and reinstate benefits of a partner’s operator',
  'vendor:read': 'read foreign vendors and registrations of one’s own administration',
  'vendor:write': 'decide on vendor registrations of one’s own administration',
  'vendor:self':
    'apply, supply information, file and correct returns and read, as the vendor or representative that the token names',
  'assistance:read': 'read assistance requests that one’s own administration is a party to',
  'assistance:write': 'take the steps of assistance requests that are one’s own side’s to take',
  'registry:read': 'read one’s own national registry on its officer endpoint',
  'registry:write': 'change one’s own national registry on its officer endpoint',
  'operator:self':
    'apply, answer the questionnaire, consent, raise issues and read one’s own file, as the operator that the token names',
} as const;

/** A scope of the contract. */
export type Scope = keyof typeof SCOPES;

/** True for a scope of the contract; unknown words in a token permit nothing. */
export function isScope(word: string): word is Scope {
  return Object.hasOwn(SCOPES, word);
}

/** Scopes of the officer endpoint; a token that carries one is addressed to that registry and not to the gateway. */
export const REGISTRY_SCOPES = ['registry:read', 'registry:write'] as const satisfies readonly Scope[];

/** Scopes of a token that names an operator (`operator`): addressed to its registry, where the operator acts for itself alone. */
export const OPERATOR_SCOPES = ['operator:self'] as const satisfies readonly Scope[];

/** Scopes of a token that names an actor (`actor`): somebody outside the administration, who acts for itself and for nobody else. */
export const ACTOR_SCOPES = ['vendor:self'] as const satisfies readonly Scope[];

/** All that an officer may do at the gateway: what `npm run token` gives without `--scope`. */
export const GATEWAY_SCOPES: readonly Scope[] = (Object.keys(SCOPES) as Scope[]).filter(
  (scope) => !([...REGISTRY_SCOPES, ...OPERATOR_SCOPES, ...ACTOR_SCOPES] as readonly string[]).includes(scope),
);

/**
 * The scopes that a token permits: one that names an actor permits what an actor may do and nothing of an officer's, and
 * one that names none permits nothing of an actor's, whatever words it carries.
 */
export function scopesOf(words: readonly string[], actor: string | undefined): readonly Scope[] {
  const isOfActor = (scope: Scope) => (ACTOR_SCOPES as readonly Scope[]).includes(scope);
  return words.filter(isScope).filter((scope) => isOfActor(scope) === (actor !== undefined));
}
