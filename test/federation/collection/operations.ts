/** The operations of the collection stories, and what of their answers the tests look at. */

export const APPLY = `mutation Apply($input: VendorApplicationInput!) {
  made: applyForVendorRegistration(input: $input) {
    id number status version capacity vendor { id } liability { liable rule }
  }
}`;
export interface Applied {
  readonly made: {
    readonly id: string;
    readonly version: number;
    readonly vendor: { readonly id: string };
    readonly liability: { readonly liable: string; readonly rule: string };
  };
}

export const REQUEST_VALIDATION = `mutation RequestValidation($id: ID!, $criteria: [SafeCriterion!]!, $version: Int!) {
  asked: requestExporterValidation(registrationId: $id, criteria: $criteria, version: $version) {
    status version exporterValidation { id kind state criteria requested { code } agreement { id } }
  }
}`;
export interface Asked {
  readonly asked: {
    readonly version: number;
    readonly exporterValidation: {
      readonly id: string;
      readonly requested: { readonly code: string };
      readonly agreement: { readonly id: string };
    };
  };
}

export const ACKNOWLEDGE = `mutation Acknowledge($id: ID!) { acknowledgeAssistanceRequest(id: $id, version: 1) { state } }`;
export const EXECUTE = `mutation Execute($id: ID!) { startExecution(id: $id, version: 2) { state } }`;
export const COMPLETE = `mutation Complete($id: ID!, $response: AssistanceResponseInput!) {
  completeAssistanceRequest(id: $id, response: $response, version: 3) { state }
}`;

export const ANSWER = `query Answer($id: ID!) {
  assistanceRequest(id: $id) {
    state response { outcome criteria { criterion result } evidence { name sha256 download { url } } }
  }
}`;
export interface Answered {
  readonly assistanceRequest: {
    readonly response: { readonly evidence: readonly { readonly download: { readonly url: string } }[] };
  };
}

export const APPROVE = `mutation Approve($id: ID!, $version: Int!) {
  approved: approveVendorRegistration(registrationId: $id, version: $version) {
    status number version scheme { numberFormat }
  }
}`;
export interface Approved {
  readonly approved: {
    readonly status: string;
    readonly number: string;
    readonly version: number;
    readonly scheme: { readonly numberFormat: string };
  };
}

export const BY_NUMBER = 'query ByNumber($number: ID!) { vendorRegistration(number: $number) { id } }';

export const CHECK = `query Check($checks: [VendorCheckInput!]!) {
  checkVendorRegistrations(checks: $checks) { check { outcome reasons duty tax } problem { code } }
}`;
export interface Checked {
  readonly checkVendorRegistrations: readonly object[];
}

export const BESIDE = `query Beside($id: ID!, $role: OperatorRoleInput!) {
  foreignVendor(id: $id) {
    registrations {
      number status version exporterValidation { id }
      returns { period version differences { measure declared checked } versions { version } }
    }
    assistanceRequests { id }
    operator { recognition(role: $role) { outcome reasons arrangement { id } } }
  }
}`;
export interface Beside {
  readonly foreignVendor: {
    readonly registrations: readonly {
      readonly returns: readonly { readonly period: string; readonly differences: readonly object[] | null }[];
    }[];
    readonly assistanceRequests: readonly object[];
    readonly operator: {
      readonly recognition: {
        readonly outcome: string;
        readonly reasons: readonly string[];
        readonly arrangement: { readonly id: string } | null;
      };
    };
  };
}

const RETURN = 'period version status assessedTax outstanding dueOn overdue';
export const FILE = `mutation File($id: ID!, $input: RemittanceReturnInput!) {
  told: fileRemittanceReturn(registrationId: $id, input: $input) { ${RETURN} }
}`;
export const CORRECT = `mutation Correct($id: ID!, $input: RemittanceReturnInput!, $version: Int!, $reason: String!) {
  told: correctRemittanceReturn(registrationId: $id, input: $input, version: $version, reason: $reason) { ${RETURN} }
}`;
export const PAY = `mutation Pay($id: ID!, $input: PaymentInput!) {
  told: recordPayment(registrationId: $id, input: $input) { ${RETURN} }
}`;
export interface Returned {
  readonly told: object;
}

export const SUBMIT = `mutation Submit($input: AssistanceRequestInput!) {
  made: submitAssistanceRequest(input: $input) {
    state agreement { id } subject { ... on OperatorReference { operator { representedVendors { id } } } }
  }
}`;
export interface Submitted {
  readonly made: { readonly subject: { readonly operator: { readonly representedVendors: readonly object[] } } };
}
