/** MUST: an answer of such a registry is not believed, or harms others. SHOULD: it works, and partners suffer. */
export type CheckLevel = 'MUST' | 'SHOULD';

/** One thing that the contract demands, and what it means where it is not kept. */
export interface ConformanceCheck {
  readonly level: CheckLevel;
  readonly demand: string;
  readonly onFailure: string;
}

/**
 * Every check by its id. An id never changes its meaning: what is demanded otherwise gets another id. The order is that
 * of the report.
 */
export const CONFORMANCE_CHECKS = {
  'SDL.PUBLISHED': {
    level: 'MUST',
    demand: 'The registry publishes its SDL by `_service { sdl }`.',
    onFailure: 'Nobody can compose it into the supergraph; give a file with --sdl meanwhile.',
  },
  'SDL.OWN_TYPES_ONLY': {
    level: 'MUST',
    demand: 'The SDL holds its own operator type, types named after it and those of the contract, and no root fields.',
    onFailure: 'The hub refuses the SDL: a registry says nothing about anybody else’s operators.',
  },
  'SDL.COMPOSES': {
    level: 'MUST',
    demand: 'The SDL composes with those of all other administrations.',
    onFailure: 'With this registry there is no supergraph; it cannot be admitted.',
  },
  'SDL.NO_INTROSPECTION': {
    level: 'MUST',
    demand: 'Introspection is off.',
    onFailure: 'Whoever reaches the endpoint learns what it can be asked.',
  },
  'HEALTH.ANSWERS': {
    level: 'MUST',
    demand: 'GET /health answers 200 with status ok and the name of the subgraph.',
    onFailure: 'The hub takes the registry for silent and may answer from what it last knew.',
  },
  'HEALTH.CONTRACT_VERSION': {
    level: 'MUST',
    demand: 'GET /health names the version of the contract.',
    onFailure: 'Nobody can see that a registry lags behind before its answers are not understood.',
  },
  'KEYS.PINNED': {
    level: 'MUST',
    demand: 'GET /.well-known/jwks.json holds the key that the trust list pins for this registry.',
    onFailure: 'Its statements are signed by a key that partners do not believe, or soon will be.',
  },
  'KEYS.PUBLIC_ONLY': {
    level: 'MUST',
    demand: 'The published keys have no private part.',
    onFailure: 'Anybody can sign in the name of this administration: retire the key at once.',
  },
  'CALLER.REQUIRED': {
    level: 'MUST',
    demand: 'A request without an assertion of who asks is refused.',
    onFailure: 'Anybody who reaches the endpoint can read operators’ data.',
  },
  'CALLER.SIGNED': {
    level: 'MUST',
    demand: 'An assertion that the gateway’s pinned key has not signed is refused.',
    onFailure: 'Anybody can say to be any administration.',
  },
  'CALLER.TYPE': {
    level: 'MUST',
    demand: 'Another kind of statement by the gateway does not stand in for an assertion.',
    onFailure: 'A statement made for something else opens the registry.',
  },
  'CALLER.AUDIENCE': {
    level: 'MUST',
    demand: 'An assertion made for another registry is refused.',
    onFailure: 'Another registry can replay here what it was sent.',
  },
  'CALLER.BODY': {
    level: 'MUST',
    demand: 'An assertion made for another body is refused.',
    onFailure: 'Whoever is on the line puts other TINs into a question and reads the answers.',
  },
  'CALLER.ONCE': {
    level: 'MUST',
    demand: 'The same assertion sent again is refused.',
    onFailure: 'What was overheard on a line is answered once more.',
  },
  'CALLER.EXPIRED': {
    level: 'MUST',
    demand: 'An expired assertion is refused.',
    onFailure: 'What was once seen on a line opens the registry for ever.',
  },
  'CALLER.TOO_OLD': {
    level: 'MUST',
    demand: 'An assertion made more than 60 seconds ago is refused, whatever its expiry says.',
    onFailure: 'A gateway that errs about its expiry makes assertions that can be replayed for long.',
  },
  'ENTITIES.NEVER_NULL': {
    level: 'MUST',
    demand:
      'Every representation gets an entity, unknown and withheld operators too; what is not told is null within it.',
    onFailure: 'A null entity takes the whole row with it, and tells that there is nothing to withhold.',
  },
  'ENTITIES.IN_ORDER': {
    level: 'MUST',
    demand: 'Of 1,000 representations, some twice, each gets its entity, in the same order.',
    onFailure: 'Answers end up with other operators’ rows.',
  },
  'ENTITIES.UNSPOILT': {
    level: 'MUST',
    demand: 'A representation that is no good spoils no other.',
    onFailure: 'One bad number in a declaration leaves a whole batch undetermined.',
  },
  'ATTESTATION.GIVEN': {
    level: 'MUST',
    demand: 'A caller with recognition:ask gets a statement about every operator asked about.',
    onFailure: 'Without a statement nothing is decided: UNDETERMINED.',
  },
  'ATTESTATION.SCOPE': {
    level: 'MUST',
    demand: 'A caller without recognition:ask gets none: the attestation is null.',
    onFailure: 'Who may not ask about recognition gets all that it rests on.',
  },
  'ATTESTATION.SIGNED': {
    level: 'MUST',
    demand: 'Statements are signed with EdDSA or ES256 by the pinned key, which `kid` names.',
    onFailure: 'They are not believed: ATTESTATION_INVALID, and the answer is UNDETERMINED.',
  },
  'ATTESTATION.TYPE': {
    level: 'MUST',
    demand: 'Their `typ` is aeo-attestation+jwt.',
    onFailure: 'They are not believed: another kind of statement could stand in their place.',
  },
  'ATTESTATION.ISSUER': {
    level: 'MUST',
    demand: 'Their `iss` is this administration’s registry.',
    onFailure: 'They are not believed.',
  },
  'ATTESTATION.AUDIENCE': {
    level: 'MUST',
    demand: 'Their `aud` is the administration that asked, and it alone.',
    onFailure: 'They are not believed; if they were, one partner could use what another was told.',
  },
  'ATTESTATION.SUBJECT': {
    level: 'MUST',
    demand: 'Their `sub` is what was asked about.',
    onFailure: 'They are not believed; if they were, one operator’s status could be shown for another’s.',
  },
  'ATTESTATION.PURPOSE': {
    level: 'MUST',
    demand: 'They name the purpose and the request of the assertion.',
    onFailure: 'They are not believed; if they were, they could be replayed in another request.',
  },
  'ATTESTATION.LIFE': {
    level: 'MUST',
    demand: 'They are made now and expire within 60 seconds.',
    onFailure: 'They are not believed, or can be shown when they no longer hold.',
  },
  'ATTESTATION.CONTRACT_VERSION': {
    level: 'MUST',
    demand: 'They name the version of the contract.',
    onFailure: 'They are not believed: a reader cannot know what the words mean.',
  },
  'ATTESTATION.VOCABULARY': {
    level: 'MUST',
    demand: 'They say what the contract has, in its words.',
    onFailure: 'A word that a reader does not know decides nothing: UNDETERMINED.',
  },
  'ATTESTATION.NOTHING_ELSE': {
    level: 'SHOULD',
    demand: 'They say nothing that the contract does not have.',
    onFailure: 'Nobody reads it, and it may be what should have stayed at home: reports, remarks, scores.',
  },
  'ATTESTATION.JTI_UNIQUE': {
    level: 'MUST',
    demand: 'Every statement has an identifier of its own.',
    onFailure: 'A receipt names a statement by it: it must not be two.',
  },
  'ATTESTATION.SAME_IN_REQUEST': {
    level: 'MUST',
    demand: 'Asked again within a request, the registry gives the very same statement.',
    onFailure: 'Record and decision of one answer rest on two statements, and the ledger counts one question twice.',
  },
  'ATTESTATION.NEW_IN_NEXT_REQUEST': {
    level: 'MUST',
    demand: 'Asked in another request, it makes another statement.',
    onFailure: 'An old statement is shown as a new one, and the ledger misses a question.',
  },
  'OPERATOR.ATTESTED': {
    level: 'MUST',
    demand: 'The statement about the known operator says OPERATOR, with names, roles and authorizations.',
    onFailure: 'Partners take an operator that consented for one that does not exist.',
  },
  'OPERATOR.DATED_HISTORY': {
    level: 'MUST',
    demand: 'Each authorization has a history, oldest first; an EXPIRED is never part of it.',
    onFailure: 'Nobody can say what held on the day of a declaration.',
  },
  'OPERATOR.RECORD': {
    level: 'SHOULD',
    demand: 'The record of the known operator is given to a caller with operator:read, as the contract has it.',
    onFailure: 'Partners get decisions, and cannot see whom they are about.',
  },
  'NEGATIVE.SIGNED': {
    level: 'MUST',
    demand: 'The statement about an unknown and a withheld operator says UNKNOWN_OR_NOT_DISCLOSED, and no operator.',
    onFailure: 'Without a signed no the answer is UNDETERMINED.',
  },
  'NEGATIVE.ALIKE': {
    level: 'MUST',
    demand: 'Unknown and withheld are alike in claims, shape, length and everything beside the statement.',
    onFailure: 'Partners can list the operators that did not consent.',
  },
  'NEGATIVE.FOREIGN_TIN': {
    level: 'MUST',
    demand: 'About a TIN of another administration the statement is the same no.',
    onFailure: 'A registry speaks of operators that are not its own, or leaves a question without an answer.',
  },
  'RECORD.CONSENT': {
    level: 'MUST',
    demand: 'Record, successor and all else of an operator without consent are null.',
    onFailure: 'Data leave without the operator’s consent.',
  },
  'RECORD.SCOPE': {
    level: 'MUST',
    demand: 'Without operator:read the record is refused with FORBIDDEN, whether the operator exists or not.',
    onFailure: 'Who may only ask about recognition reads whole records, or learns who exists.',
  },
  'VALIDATIONS.SCOPE': {
    level: 'MUST',
    demand: 'Without validation:read the validations are refused with FORBIDDEN.',
    onFailure: 'Who may read records reads how operators were validated.',
  },
  'LIMITS.BODY': {
    level: 'MUST',
    demand: 'A body of 4 MiB is refused (the limit is 2 MiB).',
    onFailure: 'A few large requests fill the memory of the registry.',
  },
  'LIMITS.DEADLINE': {
    level: 'SHOULD',
    demand: 'A thousand operators are answered within 3 seconds.',
    onFailure: 'The gateway does not wait longer: REGISTRY_TIMEOUT, and the answer is UNDETERMINED.',
  },
  'ERRORS.REGISTERED': {
    level: 'MUST',
    demand: 'Every error has a code of the contract in extensions.code, and no stack trace.',
    onFailure: 'The gateway takes an unknown code for silence; a stack trace tells how to attack.',
  },
} as const satisfies Record<string, ConformanceCheck>;

/** Id of a check. */
export type CheckId = keyof typeof CONFORMANCE_CHECKS;

/** Every id, in the order of the report. */
export const CHECK_IDS = Object.keys(CONFORMANCE_CHECKS) as readonly CheckId[];
