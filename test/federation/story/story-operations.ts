/** The operations of the story, and what of their answers the test looks at. */

export const RECOGNITION = `query Recognition($questions: [RecognitionQuestion!]!) {
  recognitions(questions: $questions) {
    tin problem
    decision {
      outcome reasons basis nextStep retryAfterSeconds consultationNumber receipt
      benefits { code title }
      arrangement { id version }
    }
  }
}`;

export const RECOGNITION_WITH_RECORD = `query RecognitionWithRecord($questions: [RecognitionQuestion!]!) {
  recognitions(questions: $questions) {
    tin problem
    operator { __typename tin successor record { legalName } }
    decision {
      outcome reasons basis factsAsOf nextStep consultationNumber receipt attestation
      evaluated { on role }
      benefits { code title }
      arrangement { id version }
    }
  }
}`;

export interface RecognitionsData {
  readonly recognitions: readonly {
    readonly tin: string;
    readonly problem: string | null;
    readonly operator?: { readonly record: { readonly legalName: string } | null } | null;
    readonly decision: {
      readonly outcome: string;
      readonly reasons: readonly string[];
      readonly basis: string;
      readonly nextStep: string;
      readonly consultationNumber: string;
      readonly receipt: string;
      readonly attestation?: string | null;
      readonly benefits: readonly { readonly code: string }[];
      readonly arrangement: { readonly id: string } | null;
    } | null;
  }[];
}

export const CONSULTATION = `query Consultation($number: ID!) { consultation(number: $number) { number tin outcome receipt } }`;
export interface ConsultationData {
  readonly consultation: { readonly tin: string; readonly outcome: string; readonly receipt: string } | null;
}

export const APPLY = `mutation Apply($input: VendorApplicationInput!) {
  applyForVendorRegistration(input: $input) {
    id number status version
    vendor { id }
    scheme { name destination { code } }
    representative { tin }
  }
}`;
export interface ApplyData {
  readonly applyForVendorRegistration: {
    readonly id: string;
    readonly vendor: { readonly id: string };
    readonly representative: { readonly tin: string } | null;
  };
}

export const REPRESENTED = `query Represented($tin: TIN!) { operator(tin: $tin) { representedVendors { id } } }`;
export interface RepresentedData {
  readonly operator: { readonly representedVendors: readonly { readonly id: string }[] };
}

export const REQUEST_VALIDATION = `mutation RequestValidation($registrationId: ID!, $criteria: [SafeCriterion!]!, $version: Int!) {
  requestExporterValidation(registrationId: $registrationId, criteria: $criteria, version: $version) {
    id status version
    exporterValidation { id reference kind state requested { code } agreement { id } criteria }
  }
}`;
export interface RequestValidationData {
  readonly requestExporterValidation: {
    readonly status: string;
    readonly exporterValidation: { readonly id: string; readonly agreement: { readonly id: string } } | null;
  };
}

export const ASSISTANCE = `query Assistance($id: ID!) {
  assistanceRequest(id: $id) {
    state version
    subject { ... on VendorSubject { legalName establishedIn tin vendor { id } } }
  }
}`;
export interface AssistanceData {
  readonly assistanceRequest: { readonly state: string; readonly version: number; readonly subject: object } | null;
}

export const ACKNOWLEDGE = `mutation Acknowledge($id: ID!, $version: Int!) {
  acknowledgeAssistanceRequest(id: $id, version: $version) { state version }
}`;
export interface AcknowledgeData {
  readonly acknowledgeAssistanceRequest: { readonly version: number };
}

export const COMPLETE = `mutation Complete($id: ID!, $response: AssistanceResponseInput!, $version: Int!) {
  completeAssistanceRequest(id: $id, response: $response, version: $version) { state version }
}`;
export interface CompleteData {
  readonly completeAssistanceRequest: { readonly state: string };
}

export const APPROVE = `mutation Approve($registrationId: ID!, $version: Int!) {
  approveVendorRegistration(registrationId: $registrationId, version: $version) {
    status number version scheme { numberFormat }
  }
}`;
export interface ApproveData {
  readonly approveVendorRegistration: {
    readonly status: string;
    readonly number: string;
    readonly scheme: { readonly numberFormat: string };
  };
}

export const EVERYTHING = `query Everything($id: ID!) {
  foreignVendor(id: $id) {
    legalName
    registrations {
      number status version
      representative { tin record { legalName } }
      exporterValidation { reference state }
    }
    assistanceRequests { reference state response { outcome criteria { criterion result } } }
    operator {
      tin
      record {
        legalName
        authorizations { type status validations { method performedOn criteria { criterion result } } }
      }
      recognition(role: EXPORTER) { outcome reasons benefits { code } receipt }
    }
  }
}`;
export interface EverythingData {
  readonly foreignVendor: {
    readonly registrations: readonly {
      readonly number: string;
      readonly representative: { readonly record: { readonly legalName: string } | null } | null;
    }[];
    readonly assistanceRequests: readonly {
      readonly response: { readonly criteria: readonly { readonly criterion: string }[] } | null;
    }[];
    readonly operator: {
      readonly record: {
        readonly authorizations: readonly {
          readonly status: string;
          readonly validations: readonly { readonly criteria: readonly object[] }[];
        }[];
      } | null;
      readonly recognition: { readonly outcome: string };
    } | null;
  };
}

export const CHECK = `query Check($number: ID!, $consignment: ConsignmentInput!) {
  checkVendorRegistration(number: $number, consignment: $consignment) {
    outcome reasons duty tax consultationNumber receipt registration { status }
  }
}`;
export interface CheckData {
  readonly checkVendorRegistration: { readonly outcome: string; readonly reasons: readonly string[] };
}

export const OFFICER_OPERATOR = `query OfficerOperator($tin: TIN!) {
  operator(tin: $tin) { version record { authorizations { number status } } }
}`;
export interface OfficerOperatorData {
  readonly operator: {
    readonly version: number;
    readonly record: { readonly authorizations: readonly { readonly number: string }[] };
  };
}

export const SUSPEND = `mutation Suspend($number: ID!, $ground: String!, $version: Int!) {
  suspendAuthorization(number: $number, ground: $ground, version: $version) { number status statusSince }
}`;
