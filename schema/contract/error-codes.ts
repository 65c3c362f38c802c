/** Whose side an error lies on: the client's request, this gateway or hub service, or a partner administration. */
export type ErrorOrigin = 'CALLER' | 'GATEWAY' | 'ADMINISTRATION';

/** What a registered code tells a reader who has to act on it. */
export interface ErrorCodeEntry {
  readonly origin: ErrorOrigin;
  readonly meaning: string;
  readonly remedy: string;
}

/** The error registry: every code that may stand in `extensions.code`. Nothing else reaches a client. */
export const ERROR_CODES = {
  UNAUTHENTICATED: {
    origin: 'CALLER',
    meaning:
      'No bearer token, or one that is expired, altered, for another audience or from an issuer not trusted here.',
    remedy: 'Obtain a token from the issuer of your administration and send it as `Authorization: Bearer …`.',
  },
  FORBIDDEN: {
    origin: 'CALLER',
    meaning: 'The token is good, but does not permit this field or action.',
    remedy: 'Ask your administration for the scope that the message names.',
  },
  PURPOSE_REQUIRED: {
    origin: 'CALLER',
    meaning: 'The header Purpose-Of-Use is missing or names no purpose of the contract.',
    remedy: 'Send one of IMPORT_CLEARANCE, RISK_ASSESSMENT, AEO_VALIDATION, VENDOR_REGISTRATION, AUDIT.',
  },
  TIN_MALFORMED: {
    origin: 'CALLER',
    meaning: 'The identifier is not written as a trader identification number.',
    remedy: 'Territory prefix (ISO 3166-1 alpha-2) and the national identifier, at most 17 characters A-Z and 0-9.',
  },
  TIN_CHECKSUM: {
    origin: 'CALLER',
    meaning: 'The check digit of the national identifier is wrong, by that country’s published rule.',
    remedy: 'Compare the number with its source: a digit is wrong or two are exchanged.',
  },
  TERRITORY_UNKNOWN: {
    origin: 'CALLER',
    meaning: 'No administration known here answers for the prefix of the identifier.',
    remedy: 'Use the ISO prefix of the customs territory: GR not EL, GB not UK, the member state and not EU.',
  },
  REGISTRY_UNAVAILABLE: {
    origin: 'ADMINISTRATION',
    meaning: 'The home administration’s registry does not answer. This says nothing about the operator.',
    remedy: 'Ask again later. Never read it as a no.',
  },
  REGISTRY_TIMEOUT: {
    origin: 'ADMINISTRATION',
    meaning:
      'The home administration’s registry did not answer within its deadline. This says nothing about the operator.',
    remedy: 'Ask again later. Never read it as a no.',
  },
  VERSION_CONFLICT: {
    origin: 'CALLER',
    meaning: 'Somebody changed the object since the version that was given.',
    remedy: 'Read it again, decide again, and send its present version.',
  },
  ILLEGAL_TRANSITION: {
    origin: 'CALLER',
    meaning:
      'The life cycle does not allow this action in the present state, or not by this side. Nothing was changed.',
    remedy: 'Read the present state; the message names the actions that are allowed.',
  },
  NO_LEGAL_BASIS: {
    origin: 'CALLER',
    meaning: 'No assistance agreement in force between the two administrations allows this kind of request.',
    remedy: 'Choose a kind that an agreement allows (`assistanceAgreements`), or proceed without assistance.',
  },
  NOT_FOUND: {
    origin: 'CALLER',
    meaning: 'There is no such object, or none that you may see.',
    remedy: 'Check the identifier.',
  },
  LIMIT_EXCEEDED: {
    origin: 'CALLER',
    meaning: 'The request is larger, deeper or longer than is allowed.',
    remedy: 'Split it: at most 1,000 questions, and the depth, aliases, tokens and bytes that the message names.',
  },
  RATE_LIMITED: {
    origin: 'CALLER',
    meaning: 'More requests than are allowed for this caller and purpose.',
    remedy: 'Wait for `retryAfterSeconds` and ask again.',
  },
  BAD_USER_INPUT: {
    origin: 'CALLER',
    meaning: 'The request does not fit the schema, or a value breaks the rule that the message names.',
    remedy: 'Correct the field that `extensions.field` names by the rule in `extensions.rule`.',
  },
  CURSOR_EXPIRED: {
    origin: 'CALLER',
    meaning: 'The feed of changes does not reach back to this cursor: what lies between is kept no longer.',
    remedy:
      'Start over: read `watchedOperators` from its first page, then `recognitionChanges` from its `changesAfter`.',
  },
  INTERNAL: {
    origin: 'GATEWAY',
    meaning: 'A fault on our side. It says nothing about any operator.',
    remedy: 'Ask again; if it stays, report the request id.',
  },
} as const satisfies Record<string, ErrorCodeEntry>;

/** A code of the error registry. */
export type ErrorCode = keyof typeof ERROR_CODES;

/** A refusal as a value: what a pure rule returns instead of throwing. `field` and `rule` are named wherever there is one. */
export interface Refusal {
  readonly code: ErrorCode;
  readonly message: string;
  readonly field?: string;
  readonly rule?: string;
  /** Seconds after which asking again makes sense. */
  readonly retryAfterSeconds?: number;
}

/** True for a code of the registry, so that anything else can be masked. */
export function isErrorCode(code: unknown): code is ErrorCode {
  return typeof code === 'string' && Object.hasOwn(ERROR_CODES, code);
}
