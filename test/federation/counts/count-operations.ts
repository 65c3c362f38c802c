/** The operations that are counted, and what of their answers the test looks at. */

export interface Decision {
  readonly basis: string;
  readonly attestation: string | null;
  readonly receipt: string;
  readonly consultationNumber: string;
}

export const DECISIONS = `query Decisions($questions: [RecognitionQuestion!]!) {
  recognitions(questions: $questions) {
    tin
    operator { administration { code } }
    decision { basis attestation receipt consultationNumber }
  }
}`;

export const DECISIONS_AND_RECORDS = `query DecisionsAndRecords($questions: [RecognitionQuestion!]!) {
  recognitions(questions: $questions) {
    tin
    operator { administration { code } record { legalName authorizations { number status } } }
    decision { basis attestation receipt consultationNumber }
  }
}`;

export interface RecognitionsData {
  readonly recognitions: readonly {
    readonly tin: string;
    readonly operator: { readonly administration: { readonly code: string }; readonly record?: object | null };
    readonly decision: Decision;
  }[];
}

export const OPERATORS = `query Operators($tins: [String!]!) {
  operators(tins: $tins) {
    tin successor
    record { legalName roles }
    recognition(role: EXPORTER) { basis attestation receipt consultationNumber }
  }
}`;

export interface OperatorsData {
  readonly operators: readonly { readonly tin: string; readonly recognition: Decision }[];
}

export const LEDGER = `query Ledger($after: Cursor) {
  disclosures(first: 50, after: $after) {
    edges { node { tin requestId attestationId } }
    pageInfo { hasNextPage endCursor }
  }
}`;

export interface LedgerEntry {
  readonly tin: string;
  readonly requestId: string;
  readonly attestationId: string;
}

export interface LedgerData {
  readonly disclosures: {
    readonly edges: readonly { readonly node: LedgerEntry }[];
    readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
  };
}

/** Looks up consultations, at most fifty. */
export function consultations(numbers: readonly string[]): string {
  return `query Consultations { ${numbers.map((number, index) => `c${index}: consultation(number: "${number}") { tin }`).join(' ')} }`;
}
