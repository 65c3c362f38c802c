/**
 * The closed lists of words that cross a border. Each list is the one source of the GraphQL enum, of the claims of an
 * attestation and of the columns of a store. A word is added here first; `npm run compose` shows what follows from it.
 */

/** WCO regions, with the names of the WCO Secretariat. */
export const WCO_REGIONS = ['AMS', 'MENA', 'WCA', 'ESA', 'EUROPE', 'ASIA_PACIFIC'] as const;
export type WcoRegion = (typeof WCO_REGIONS)[number];

/** The 13 classical roles (note, III) and the six e-commerce stakeholders (note, Annex II, figure 2-2). */
export const OPERATOR_ROLES = [
  'MANUFACTURER',
  'IMPORTER',
  'EXPORTER',
  'CUSTOMS_BROKER',
  'CARRIER',
  'CONSOLIDATOR',
  'INTERMEDIARY',
  'SEAPORT',
  'AIRPORT',
  'TERMINAL_OPERATOR',
  'WAREHOUSE_OPERATOR',
  'DISTRIBUTOR',
  'FREIGHT_FORWARDER',
  'E_VENDOR',
  'E_PLATFORM',
  'E_PAYMENT_COMPANY',
  'EXPRESS_CARRIER',
  'POSTAL_OPERATOR',
  'FULFILMENT_CENTRE',
] as const;
export type OperatorRole = (typeof OPERATOR_ROLES)[number];

/** E-commerce stakeholders as the note's survey counts them (Annex II, figure 2-2). */
export const ECOMMERCE_STAKEHOLDERS = [
  'E_VENDOR',
  'E_PLATFORM',
  'E_PAYMENT_COMPANY',
  'EXPRESS_CARRIER',
  'POSTAL_OPERATOR',
  'FULFILMENT_CENTRE',
] as const satisfies readonly OperatorRole[];
export type EcommerceStakeholder = (typeof ECOMMERCE_STAKEHOLDERS)[number];

/** Business models 1, 2, 3, 4-1, 4-2 and 4-3 (note, IV, chart 1). */
export const BUSINESS_MODELS = [
  'SELF_RUN',
  'HALF_RUN',
  'PLATFORM',
  'FULFILMENT_OFFSHORE',
  'FULFILMENT_FREE_ZONE',
  'FULFILMENT_DOMESTIC',
] as const;
export type BusinessModel = (typeof BUSINESS_MODELS)[number];

/** Status of one authorization. EXPIRED follows from `validTo` and is never recorded. */
export const AUTHORIZATION_STATUSES = ['AUTHORISED', 'SUSPENDED', 'REVOKED', 'WITHDRAWN', 'EXPIRED'] as const;
export type AuthorizationStatus = (typeof AUTHORIZATION_STATUSES)[number];

/** How compliance was validated (note, VIII). */
export const VALIDATION_METHODS = [
  'CUSTOMS_ON_SITE',
  'CUSTOMS_REMOTE',
  'THIRD_PARTY',
  'PARTNER_ADMINISTRATION',
  'SELF_ASSESSMENT',
  'SPOT_CHECK',
] as const;
export type ValidationMethod = (typeof VALIDATION_METHODS)[number];

/** The 13 categories of SAFE, Annex IV, A to M (note, VI). */
export const SAFE_CRITERIA = [
  'A_DEMONSTRATED_COMPLIANCE',
  'B_COMMERCIAL_RECORDS',
  'C_FINANCIAL_VIABILITY',
  'D_CONSULTATION_COOPERATION',
  'E_EDUCATION_TRAINING',
  'F_INFORMATION_EXCHANGE',
  'G_CARGO_SECURITY',
  'H_CONVEYANCE_SECURITY',
  'I_PREMISES_SECURITY',
  'J_PERSONNEL_SECURITY',
  'K_TRADING_PARTNER_SECURITY',
  'L_CRISIS_MANAGEMENT',
  'M_MEASUREMENT_IMPROVEMENT',
] as const;
export type SafeCriterion = (typeof SAFE_CRITERIA)[number];

/** Result for one criterion; NOT_APPLICABLE where the business model has nothing that it could apply to. */
export const CRITERION_RESULTS = ['MET', 'PARTLY_MET', 'NOT_MET', 'NOT_APPLICABLE'] as const;
export type CriterionResult = (typeof CRITERION_RESULTS)[number];

/** DIRECT: assessed by itself. UPU_S58, UPU_S59: met by a certificate of that UPU standard (note, V and note 6). */
export const ASSESSMENT_BASES = ['DIRECT', 'UPU_S58', 'UPU_S59'] as const;
export type AssessmentBasis = (typeof ASSESSMENT_BASES)[number];

/** Modes of transport; POST is the international postal network (note, V). */
export const TRANSPORT_MODES = ['SEA', 'AIR', 'ROAD', 'RAIL', 'POST'] as const;
export type TransportMode = (typeof TRANSPORT_MODES)[number];

/** Why somebody asks. Sent by the client in the header `Purpose-Of-Use`; every disclosure is bound to it. */
export const PURPOSES_OF_USE = [
  'IMPORT_CLEARANCE',
  'RISK_ASSESSMENT',
  'AEO_VALIDATION',
  'VENDOR_REGISTRATION',
  'AUDIT',
] as const;
export type PurposeOfUse = (typeof PURPOSES_OF_USE)[number];

/** Where a mutual recognition arrangement stands. Only PILOT (as far as the pilot covers) and IN_FORCE recognise. */
export const ARRANGEMENT_STATUSES = [
  'COMPARING_PROGRAMMES',
  'VALIDATING_JOINTLY',
  'DRAFTING',
  'SIGNED',
  'PILOT',
  'IN_FORCE',
  'SUSPENDED',
  'TERMINATED',
] as const;
export type ArrangementStatus = (typeof ARRANGEMENT_STATUSES)[number];

/** How sure a row of reference data is. An ASSUMED row never decides an answer. */
export const SOURCE_CERTAINTIES = ['CONFIRMED_BY_PARTY', 'OFFICIAL', 'REPORTED', 'ASSUMED'] as const;
export type SourceCertainty = (typeof SOURCE_CERTAINTIES)[number];

/** The form of an assistance instrument matters for use in proceedings. */
export const AGREEMENT_FORMS = ['TREATY', 'PROTOCOL', 'ADMINISTRATIVE_ARRANGEMENT', 'MULTILATERAL_CONVENTION'] as const;
export type AgreementForm = (typeof AGREEMENT_FORMS)[number];

/** What one administration may ask of another under an assistance agreement. */
export const ASSISTANCE_KINDS = [
  'VENDOR_VALIDATION',
  'OPERATOR_VALIDATION',
  'AUTHORIZATION_SUPPORT',
  'SPOT_CHECK',
  'RECORDS_AND_DOCUMENTS',
] as const;
export type AssistanceKind = (typeof ASSISTANCE_KINDS)[number];

/** Whom a benefit is for: every operator (SAFE, Annex IV), or e-commerce stakeholders (note, VII). */
export const BENEFIT_SCOPES = ['GENERAL', 'ECOMMERCE'] as const;
export type BenefitScope = (typeof BENEFIT_SCOPES)[number];

/** Whether a low-value threshold is compared with one item or with the whole consignment. */
export const THRESHOLD_MEASURES = ['PER_ITEM', 'PER_CONSIGNMENT'] as const;
export type ThresholdMeasure = (typeof THRESHOLD_MEASURES)[number];
