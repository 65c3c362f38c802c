import { accessTable } from './access-table.ts';

/**
 * Who gets what at the officer endpoint of Korea: an officer of it, the operator that things are about (`operator:self`),
 * and another operator of the same registry. The officer has the scope of the row and no other, the operators' tokens have
 * the words of every scope. What the outcomes mean stands in access-of-the-api.ts.
 */
export const OFFICER_ROOT_FIELDS = accessTable(
  `
# field                                  scopes           officer            itself             another
Query.operator                           registry:read    SEEN               SEEN               NOTHING
Query.operators                          registry:read    SEEN               SEEN               SEEN
Query.ownData                            registry:read    SEEN               SEEN               NOTHING
Query.disclosures                        registry:read    SEEN               SEEN               NOTHING
Query.ledgerHead                         registry:read    SEEN               FORBIDDEN          FORBIDDEN
Query.ledgerSeals                        registry:read    NOTHING            FORBIDDEN          FORBIDDEN
Query.validators                         registry:read    SEEN               FORBIDDEN          FORBIDDEN
Query.partnerSignals                     registry:read    SEEN               FORBIDDEN          FORBIDDEN
Query.enumerationAlerts                  registry:read    NOTHING            FORBIDDEN          FORBIDDEN
Query.announcedMaintenance               registry:read    SEEN               FORBIDDEN          FORBIDDEN
Query.application                        registry:read    SEEN               SEEN               NOTHING
Query.applications                       registry:read    SEEN               SEEN               NOTHING
Query.questionnaire                      registry:read    SEEN               SEEN               SEEN
Query.dueWork                            registry:read    SEEN               FORBIDDEN          FORBIDDEN
Query.spotCheckDraw                      registry:read    SEEN               FORBIDDEN          FORBIDDEN
Mutation.suspendAuthorization            registry:write   VERSION_CONFLICT   FORBIDDEN          FORBIDDEN
Mutation.reinstateAuthorization          registry:write   VERSION_CONFLICT   FORBIDDEN          FORBIDDEN
Mutation.revokeAuthorization             registry:write   VERSION_CONFLICT   FORBIDDEN          FORBIDDEN
Mutation.withdrawAuthorization           registry:write   VERSION_CONFLICT   FORBIDDEN          FORBIDDEN
Mutation.correctStatus                   registry:write   BAD_USER_INPUT     FORBIDDEN          FORBIDDEN
Mutation.setConsent                      registry:write   SEEN               SEEN               NOT_FOUND
Mutation.addAlias                        registry:write   BAD_USER_INPUT     FORBIDDEN          FORBIDDEN
Mutation.succeedOperator                 registry:write   BAD_USER_INPUT     FORBIDDEN          FORBIDDEN
Mutation.designateValidator              registry:write   SEEN               FORBIDDEN          FORBIDDEN
Mutation.withdrawDesignation             registry:write   SEEN               FORBIDDEN          FORBIDDEN
Mutation.importOperators                 registry:write   SEEN               FORBIDDEN          FORBIDDEN
Mutation.submitApplication               registry:write   SEEN               SEEN               BAD_USER_INPUT
Mutation.draftApplication                registry:write   SEEN               SEEN               BAD_USER_INPUT
Mutation.completeApplication             registry:write   VERSION_CONFLICT   VERSION_CONFLICT   NOT_FOUND
Mutation.withdrawApplication             registry:write   VERSION_CONFLICT   VERSION_CONFLICT   NOT_FOUND
Mutation.addEvidence                     registry:write   VERSION_CONFLICT   VERSION_CONFLICT   NOT_FOUND
Mutation.recordSelfAssessment            registry:write   VERSION_CONFLICT   VERSION_CONFLICT   NOT_FOUND
Mutation.returnApplication               registry:write   VERSION_CONFLICT   FORBIDDEN          FORBIDDEN
Mutation.acceptApplication               registry:write   VERSION_CONFLICT   FORBIDDEN          FORBIDDEN
Mutation.extendTimeLimit                 registry:write   VERSION_CONFLICT   FORBIDDEN          FORBIDDEN
Mutation.planValidation                  registry:write   VERSION_CONFLICT   FORBIDDEN          FORBIDDEN
Mutation.recordValidation                registry:write   VERSION_CONFLICT   FORBIDDEN          FORBIDDEN
Mutation.authorise                       registry:write   VERSION_CONFLICT   FORBIDDEN          FORBIDDEN
Mutation.rejectApplication               registry:write   VERSION_CONFLICT   FORBIDDEN          FORBIDDEN
Mutation.recordFinding                   registry:write   SEEN               FORBIDDEN          FORBIDDEN
Mutation.closeFinding                    registry:write   VERSION_CONFLICT   FORBIDDEN          FORBIDDEN
Mutation.recordPeriodicSelfAssessment    registry:write   BAD_USER_INPUT     BAD_USER_INPUT     NOT_FOUND
Mutation.recordRevalidation              registry:write   VERSION_CONFLICT   FORBIDDEN          FORBIDDEN
Mutation.holdAuthorization               registry:write   VERSION_CONFLICT   FORBIDDEN          FORBIDDEN
Mutation.registerRepresentedVendors      registry:write   BAD_USER_INPUT     FORBIDDEN          FORBIDDEN
Mutation.assignAccountManager            registry:write   SEEN               FORBIDDEN          FORBIDDEN
Mutation.recordDataExchangeAgreement     registry:write   SEEN               FORBIDDEN          FORBIDDEN
Mutation.raiseIssue                      registry:write   SEEN               SEEN               NOT_FOUND
Mutation.replyToIssue                    registry:write   VERSION_CONFLICT   VERSION_CONFLICT   NOT_FOUND
Mutation.answerIssue                     registry:write   VERSION_CONFLICT   FORBIDDEN          FORBIDDEN
Mutation.resolveIssue                    registry:write   VERSION_CONFLICT   FORBIDDEN          FORBIDDEN
Mutation.liftEnumerationRefusal          registry:write   NOT_FOUND          FORBIDDEN          FORBIDDEN
Mutation.announceMaintenance             registry:write   SEEN               FORBIDDEN          FORBIDDEN
Mutation.withdrawMaintenance             registry:write   NOT_FOUND          FORBIDDEN          FORBIDDEN
`,
  3,
);

/** The same of every field of every type, reached by the field named. */
export const OFFICER_TYPES = accessTable(
  `
# type                        reached by                                scopes          officer  itself      another     : fields
RegisteredOperator            Query.operator                            registry:read   SEEN     SEEN        NOTHING     : tin record national consents aliases succeededBy successions accountManager version representedVendors findings issues dataExchangeAgreements accountManagers
OperatorRecord                RegisteredOperator.record                 registry:read   SEEN     SEEN        NOTHING     : legalName tradingNames address roles businessModels authorizations
Address                       OperatorRecord.address                    registry:read   SEEN     SEEN        NOTHING     : lines city postalCode country
AeoAuthorization              OperatorRecord.authorizations             registry:read   SEEN     SEEN        NOTHING     : number type roles status statusSince validFrom validTo decidedBy legalBasis history recordedSteps terms validations version
StatusStep                    AeoAuthorization.history                  registry:read   SEEN     SEEN        NOTHING     : status effectiveFrom recordedAt recordedBy ground sequence corrects annuls legalBasis
Term                          AeoAuthorization.terms                    registry:read   NOTHING  NOTHING     NOTHING     : kind validTo recordedAt recordedBy ground
Validation                    AeoAuthorization.validations              registry:read   SEEN     SEEN        NOTHING     : method validatedBy performedOn nextDueOn criteria assistanceRequest assistanceAnswer evidence
CriterionAssessment           Validation.criteria                       registry:read   SEEN     SEEN        NOTHING     : criterion result basis remark
NationalValue                 RegisteredOperator.national               registry:read   SEEN     SEEN        NOTHING     : name value
Consent                       RegisteredOperator.consents               registry:read   SEEN     SEEN        NOTHING     : destination given since evidence
Alias                         RegisteredOperator.aliases                registry:read   SEEN     SEEN        NOTHING     : destination scheme value from until
Succession                    RegisteredOperator.successions            registry:read   SEEN     SEEN        NOTHING     : by on reason recordedAt
RepresentedVendor             RegisteredOperator.representedVendors     registry:read   NOTHING  NOTHING     NOTHING     : id name establishedIn tin from until
Finding                       RegisteredOperator.findings               registry:read   SEEN     SEEN        NOTHING     : id tin source description correctiveAction dueOn recordedAt recordedBy closedAt closedBy outcome version
OperatorIssue                 RegisteredOperator.issues                 registry:read   SEEN     SEEN        NOTHING     : id tin subject state raisedAt entries version
IssueEntry                    OperatorIssue.entries                     registry:read   SEEN     SEEN        NOTHING     : action at by text
DataExchangeAgreement         RegisteredOperator.dataExchangeAgreements registry:read   SEEN     SEEN        NOTHING     : sequence businessModel data channel from until benefits availableForInspection recordedAt recordedBy
AdvanceData                   DataExchangeAgreement.data                registry:read   SEEN     SEEN        NOTHING     : kind heldBy
AccountManager                RegisteredOperator.accountManagers        registry:read   SEEN     SEEN        NOTHING     : name contact recordedAt recordedBy
RegisteredOperatorConnection  Query.operators                           registry:read   SEEN     SEEN        SEEN        : edges pageInfo
RegisteredOperatorEdge        RegisteredOperatorConnection.edges        registry:read   SEEN     SEEN        SEEN        : cursor node
PageInfo                      RegisteredOperatorConnection.pageInfo     registry:read   SEEN     SEEN        SEEN        : hasNextPage endCursor
DisclosureConnection          Query.disclosures                         registry:read   SEEN     SEEN        SEEN        : edges pageInfo
DisclosureEdge                DisclosureConnection.edges                registry:read   SEEN     SEEN        NOTHING     : cursor node
Disclosure                    DisclosureEdge.node                       registry:read   SEEN     NOTHING     NOTHING     : subject
Disclosure                    DisclosureEdge.node                       registry:read   SEEN     SEEN        NOTHING     : sequence at by purpose tin asked fields attestationId requestId previousHash hash
LedgerHead                    Query.ledgerHead                          registry:read   SEEN     FORBIDDEN   FORBIDDEN   : sequence hash signature
LedgerSeal                    Query.ledgerSeals                         registry:read   NOTHING  FORBIDDEN   FORBIDDEN   : day sequence hash signature
DesignatedValidator           Query.validators                          registry:read   SEEN     FORBIDDEN   FORBIDDEN   : id name scope from until
PartnerSignal                 Query.partnerSignals                      registry:read   SEEN     FORBIDDEN   FORBIDDEN   : at from kind tin remark effectiveFrom
EnumerationAlert              Query.enumerationAlerts                   registry:read   NOTHING  FORBIDDEN   FORBIDDEN   : id asking subject rule unanswered questions since until liftedBy liftedWhy
AnnouncedMaintenance          Query.announcedMaintenance                registry:read   SEEN     FORBIDDEN   FORBIDDEN   : id from until fallbackAllowed remark withdrawnAt
Application                   Query.application                         registry:read   SEEN     SEEN        NOTHING     : id tin legalName address stakeholder businessModel roles representativeOf customsValidation renews state decideBy decideByIsStated overdue suspendedDays missing questionnaire answers evidence plan validations criteria openCriteria grounds authorization history version
CriterionAnswer               Application.answers                       registry:read   SEEN     SEEN        NOTHING     : question answer
Evidence                      Application.evidence                      registry:read   SEEN     SEEN        NOTHING     : basis name reference issuedBy validUntil
ValidationPlan                Application.plan                          registry:read   SEEN     SEEN        NOTHING     : method on validator assistance
ApplicationStep               Application.history                       registry:read   SEEN     SEEN        NOTHING     : sequence action state at by why
ApplicationConnection         Query.applications                        registry:read   SEEN     SEEN        SEEN        : edges pageInfo
ApplicationEdge               ApplicationConnection.edges               registry:read   SEEN     SEEN        NOTHING     : cursor node
Questionnaire                 Query.questionnaire                       registry:read   SEEN     SEEN        SEEN        : version questions
Question                      Questionnaire.questions                   registry:read   SEEN     SEEN        SEEN        : id criterion stakeholders businessModels text why source
DueItem                       Query.dueWork                             registry:read   SEEN     FORBIDDEN   FORBIDDEN   : kind tin on reference overdue
SpotCheckDraw                 Query.spotCheckDraw                       registry:read   SEEN     FORBIDDEN   FORBIDDEN   : seed on candidates drawn
DrawnOperator                 SpotCheckDraw.drawn                       registry:read   SEEN     FORBIDDEN   FORBIDDEN   : tin rank lot reason
ImportReport                  Mutation.importOperators                  registry:write  SEEN     FORBIDDEN   FORBIDDEN   : read written unchanged refused problems
ImportProblem                 ImportReport.problems                     registry:write  SEEN     FORBIDDEN   FORBIDDEN   : index field rule message
`,
  3,
);
