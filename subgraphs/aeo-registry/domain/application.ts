import type { Tin } from '../../../schema/contract/tin.ts';
import type { BusinessModel, OperatorRole, ValidationMethod } from '../../../schema/contract/vocabulary.ts';
import type { ApplicationAction, ApplicationState } from './application-lifecycle.ts';
import type { Address, Evidence, Validation } from './registered-operator.ts';

/** What an applicant says: who it is, as what stakeholder, for which roles. */
export interface ApplicationContent {
  readonly tin: Tin;
  readonly legalName: string;
  readonly address: Address;
  readonly stakeholder: OperatorRole;
  /** Null: none of the e-commerce models (note, IV, chart 1). */
  readonly businessModel: BusinessModel | null;
  readonly roles: readonly OperatorRole[];
  /** The platform that a fulfilment centre represents (note, IV ii, option 1); null: it applies for itself alone. */
  readonly representativeOf: string | null;
  /** The applicant asks for validation by Customs instead of a third party (note, VIII). */
  readonly customsValidation: boolean;
  /** Number of the authorization whose renewal is applied for; null: a new one. */
  readonly renews: string | null;
}

/** An answer to one question of the questionnaire. */
export interface Answer {
  readonly question: string;
  readonly answer: string;
}

/** How and when the applicant is to be validated. */
export interface ValidationPlan {
  readonly method: ValidationMethod;
  /** Day at the administration. */
  readonly on: string;
  /** The designation of the third party; null unless the method is THIRD_PARTY. */
  readonly validator: string | null;
  /** Identifier of the assistance request by which a partner validates; null unless the method is PARTNER_ADMINISTRATION. */
  readonly assistance: string | null;
}

/** What an act adds to the file, by its kind; absent: nothing of the kind. */
export interface ApplicationDetails {
  readonly content?: ApplicationContent;
  readonly missing?: readonly string[];
  readonly questionnaire?: string;
  readonly answers?: readonly Answer[];
  readonly plan?: ValidationPlan;
  readonly validation?: Omit<Validation, 'sequence'>;
  readonly evidence?: Evidence;
  readonly days?: number;
  readonly grounds?: readonly string[];
  /** Number of the authorization that was granted or renewed. */
  readonly authorization?: string;
}

/** One act: who, when, why, and what it made of the application; added and never changed. */
export interface ApplicationEvent {
  /** Order of recording within the application, from 1. */
  readonly sequence: number;
  /** `draft`: it was begun. */
  readonly action: ApplicationAction | 'draft';
  readonly state: ApplicationState;
  /** Instant, RFC 3339 UTC. */
  readonly at: string;
  readonly by: string;
  /** Null: the act speaks for itself. */
  readonly why: string | null;
  readonly details: ApplicationDetails;
}

/** An application: its history, from which everything else follows. */
export interface Application {
  readonly id: string;
  readonly tin: Tin;
  /** In order of recording; at least the first. Its length is the version. */
  readonly events: readonly ApplicationEvent[];
}
