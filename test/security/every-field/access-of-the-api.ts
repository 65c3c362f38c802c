import type { PurposeOfUse } from '../../../schema/contract/vocabulary.ts';
import { accessTable } from './access-table.ts';

/**
 * Who gets what at the gateway. Things belong to the European Union (own); Japan has an arrangement with it (partner);
 * Brazil has neither arrangement nor agreement with it (stranger); the vendor acts for itself. SEEN: it is there. NOTHING:
 * null or empty, alike for what does not exist. VERSION_CONFLICT, ILLEGAL_TRANSITION, BAD_USER_INPUT: let in, and refused
 * for what was said. Everybody has the scopes of the row and no other; the vendor's token has the words of every scope.
 */
export const ROOT_FIELDS = accessTable(
  `
# field                                      scopes                         own                partner            stranger           vendor
Query.assistanceDeliveries                   assistance:read                SEEN               NOTHING            NOTHING            FORBIDDEN
# Of a subscription: whether something has been told since the beginning, or, of recognition, is told at once.
Subscription.assistanceRequestChanged        assistance:read                SEEN               NOTHING            NOTHING            FORBIDDEN
Subscription.vendorRegistrationChanged       vendor:read                    SEEN               NOTHING            NOTHING            SEEN
Subscription.recognitionChange               recognition:ask                NOTHING            NOTHING            NOTHING            FORBIDDEN
Subscription.recognitionChanged              recognition:ask                NOTHING            NOTHING            NOTHING            FORBIDDEN
Query.spontaneousInformation                 assistance:read                SEEN               NOTHING            NOTHING            FORBIDDEN
Query.assistanceStatistics                   assistance:read                SEEN               NOTHING            NOTHING            FORBIDDEN
Query.assistanceAgreements                   -                              SEEN               SEEN               SEEN               SEEN
Query.multilateralInstruments                -                              SEEN               SEEN               SEEN               SEEN
Query.assistanceRequest                      assistance:read                SEEN               NOTHING            NOTHING            FORBIDDEN
Query.assistanceRequests                     assistance:read                SEEN               NOTHING            NOTHING            FORBIDDEN
Query.assistanceDrafts                       assistance:read                SEEN               NOTHING            NOTHING            FORBIDDEN
Query.assistanceDraft                        assistance:read                SEEN               NOTHING            NOTHING            FORBIDDEN
Query.assistanceReminders                    assistance:read                SEEN               NOTHING            NOTHING            FORBIDDEN
Query.administrations                        -                              SEEN               SEEN               SEEN               SEEN
Query.administration                         -                              SEEN               SEEN               SEEN               SEEN
Query.arrangements                           -                              SEEN               SEEN               SEEN               SEEN
Query.benefits                               -                              SEEN               SEEN               SEEN               SEEN
Query.operator                               -                              SEEN               SEEN               SEEN               SEEN
Query.operators                              -                              SEEN               SEEN               SEEN               SEEN
Query.recognitions                           recognition:ask                SEEN               SEEN               SEEN               FORBIDDEN
Query.consultation                           recognition:ask                SEEN               NOTHING            NOTHING            FORBIDDEN
Query.recognitionChanges                     recognition:ask                SEEN               NOTHING            NOTHING            FORBIDDEN
Query.watchedOperators                       recognition:ask                SEEN               SEEN               SEEN               FORBIDDEN
Query.arrangementImpact                      recognition:ask                SEEN               SEEN               SEEN               FORBIDDEN
Query.foreignVendor                          vendor:read                    SEEN               NOTHING            NOTHING            SEEN
Query.vendorRegistration                     vendor:read                    SEEN               NOTHING            NOTHING            SEEN
Query.vendorRegistrations                    vendor:read                    SEEN               NOTHING            NOTHING            SEEN
Query.collectionSchemes                      -                              SEEN               SEEN               SEEN               SEEN
Query.checkVendorRegistration                vendor:read                    SEEN               BAD_USER_INPUT     BAD_USER_INPUT     FORBIDDEN
Query.checkVendorRegistrations               vendor:read                    SEEN               SEEN               SEEN               FORBIDDEN
Query.mustRegister                           -                              SEEN               SEEN               SEEN               SEEN
Query.remittanceReminders                    vendor:read                    SEEN               NOTHING            NOTHING            SEEN
Query.misuseAlerts                           operator:read                  SEEN               NOTHING            NOTHING            FORBIDDEN
Mutation.retryAssistanceDelivery             assistance:write               NOT_FOUND          NOT_FOUND          NOT_FOUND          FORBIDDEN
Mutation.sendSpontaneousInformation          assistance:write               BAD_USER_INPUT     BAD_USER_INPUT     BAD_USER_INPUT     FORBIDDEN
Mutation.acknowledgeSpontaneousInformation   assistance:write               VERSION_CONFLICT   NOT_FOUND          NOT_FOUND          FORBIDDEN
Mutation.submitAssistanceRequest             assistance:write               BAD_USER_INPUT     BAD_USER_INPUT     BAD_USER_INPUT     FORBIDDEN
Mutation.saveAssistanceDraft                 assistance:write               VERSION_CONFLICT   NOT_FOUND          NOT_FOUND          FORBIDDEN
Mutation.submitAssistanceDraft               assistance:write               VERSION_CONFLICT   NOT_FOUND          NOT_FOUND          FORBIDDEN
Mutation.discardAssistanceDraft              assistance:write               VERSION_CONFLICT   NOT_FOUND          NOT_FOUND          FORBIDDEN
Mutation.acknowledgeAssistanceRequest        assistance:write               VERSION_CONFLICT   NOT_FOUND          NOT_FOUND          FORBIDDEN
Mutation.startExecution                      assistance:write               VERSION_CONFLICT   NOT_FOUND          NOT_FOUND          FORBIDDEN
Mutation.askForInformation                   assistance:write               VERSION_CONFLICT   NOT_FOUND          NOT_FOUND          FORBIDDEN
Mutation.postponeAssistanceRequest           assistance:write               VERSION_CONFLICT   NOT_FOUND          NOT_FOUND          FORBIDDEN
Mutation.resumeAssistanceRequest             assistance:write               VERSION_CONFLICT   NOT_FOUND          NOT_FOUND          FORBIDDEN
Mutation.completeAssistanceRequest           assistance:write               VERSION_CONFLICT   NOT_FOUND          NOT_FOUND          FORBIDDEN
Mutation.completeAssistanceRequestInPart     assistance:write               VERSION_CONFLICT   NOT_FOUND          NOT_FOUND          FORBIDDEN
Mutation.refuseAssistanceRequest             assistance:write               VERSION_CONFLICT   NOT_FOUND          NOT_FOUND          FORBIDDEN
Mutation.confirmAssistanceRequest            assistance:write               VERSION_CONFLICT   NOT_FOUND          NOT_FOUND          FORBIDDEN
Mutation.supplyInformation                   assistance:write               VERSION_CONFLICT   NOT_FOUND          NOT_FOUND          FORBIDDEN
Mutation.withdrawAssistanceRequest           assistance:write               VERSION_CONFLICT   NOT_FOUND          NOT_FOUND          FORBIDDEN
Mutation.closeAssistanceRequest              assistance:write               VERSION_CONFLICT   NOT_FOUND          NOT_FOUND          FORBIDDEN
Mutation.requestFurtherUse                   assistance:write               VERSION_CONFLICT   NOT_FOUND          NOT_FOUND          FORBIDDEN
Mutation.grantFurtherUse                     assistance:write               VERSION_CONFLICT   NOT_FOUND          NOT_FOUND          FORBIDDEN
Mutation.refuseFurtherUse                    assistance:write               VERSION_CONFLICT   NOT_FOUND          NOT_FOUND          FORBIDDEN
Mutation.watchOperators                      recognition:ask                SEEN               SEEN               SEEN               FORBIDDEN
Mutation.unwatchOperators                    recognition:ask                SEEN               SEEN               SEEN               FORBIDDEN
Mutation.suspendBenefits                     benefits:write                 SEEN               SEEN               SEEN               FORBIDDEN
Mutation.reinstateBenefits                   benefits:write                 ILLEGAL_TRANSITION ILLEGAL_TRANSITION ILLEGAL_TRANSITION FORBIDDEN
Mutation.applyForVendorRegistration          vendor:write                   BAD_USER_INPUT     BAD_USER_INPUT     BAD_USER_INPUT     BAD_USER_INPUT
Mutation.requestVendorInformation            vendor:write                   VERSION_CONFLICT   NOT_FOUND          NOT_FOUND          FORBIDDEN
Mutation.supplyVendorInformation             vendor:write                   VERSION_CONFLICT   NOT_FOUND          NOT_FOUND          VERSION_CONFLICT
Mutation.requestExporterValidation           vendor:write+assistance:write  VERSION_CONFLICT   NOT_FOUND          NOT_FOUND          FORBIDDEN
Mutation.approveVendorRegistration           vendor:write                   VERSION_CONFLICT   NOT_FOUND          NOT_FOUND          FORBIDDEN
Mutation.refuseVendorRegistration            vendor:write                   VERSION_CONFLICT   NOT_FOUND          NOT_FOUND          FORBIDDEN
Mutation.suspendVendorRegistration           vendor:write                   VERSION_CONFLICT   NOT_FOUND          NOT_FOUND          FORBIDDEN
Mutation.reinstateVendorRegistration         vendor:write                   VERSION_CONFLICT   NOT_FOUND          NOT_FOUND          FORBIDDEN
Mutation.deregisterVendor                    vendor:write                   VERSION_CONFLICT   NOT_FOUND          NOT_FOUND          VERSION_CONFLICT
Mutation.fileRemittanceReturn                vendor:write                   BAD_USER_INPUT     NOT_FOUND          NOT_FOUND          BAD_USER_INPUT
Mutation.correctRemittanceReturn             vendor:write                   BAD_USER_INPUT     NOT_FOUND          NOT_FOUND          BAD_USER_INPUT
Mutation.recordPayment                       vendor:write                   BAD_USER_INPUT     NOT_FOUND          NOT_FOUND          FORBIDDEN
Mutation.importExchangeRates                 vendor:write                   SEEN               SEEN               SEEN               FORBIDDEN
Mutation.registerIntermediary                vendor:write                   SEEN               BAD_USER_INPUT     BAD_USER_INPUT     FORBIDDEN
`,
  4,
);

/**
 * The same of every field of every type, reached by the field named. A line without fields is one field that differs from
 * its type. Of a national field, which each administration has on its own type, the home is that administration.
 */
export const TYPES = accessTable(
  `
# type, or its field                   reached by                              scopes                         own            partner        stranger       vendor : fields
# reference data, open to everybody with a token
Administration                         Query.administration                    -                              SEEN           SEEN           SEEN           SEEN : code name region tinPrefixes programme arrangements registry
AeoProgramme                           Administration.programme                -                              SEEN           SEEN           SEEN           SEEN : name eligibleRoles ecommerceStakeholders authorizationTypes validityYears acceptsThirdPartyValidators benefits source
RegistryAvailability                   Administration.registry                 -                              SEEN           SEEN           SEEN           SEEN : status checkedAt medianLatencyMs contractVersion maintenance
MaintenanceWindow                      RegistryAvailability.maintenance        -                              NOTHING        NOTHING        NOTHING        NOTHING : from until fallbackAllowed remark
MutualRecognitionArrangement           Query.arrangements                      -                              SEEN           SEEN           SEEN           SEEN : id parties version timeZone status signedOn inForceFrom terminatedOn coverage certainty source
ArrangementCoverage                    MutualRecognitionArrangement.coverage   -                              SEEN           SEEN           SEEN           SEEN : authorising recognising inForceFrom inForceTo interruptions historyMonths roles authorizationTypes modes benefits acceptsThirdPartyValidation requiresCurrentValidation maximumAttestationAgeHours
Interruption                           ArrangementCoverage.interruptions       -                              NOTHING        NOTHING        NOTHING        NOTHING : from until source
Benefit                                Query.benefits                          -                              SEEN           SEEN           SEEN           SEEN : code scope title description
CollectionScheme                       Query.collectionSchemes                 -                              SEEN           SEEN           SEEN           SEEN : destination name inForceFrom inForceTo currency lowValueThreshold measure modes numberFormat returnMonths source taxRates whoRegisters registrationTurnover
TaxRate                                CollectionScheme.taxRates               -                              SEEN           SEEN           SEEN           SEEN : destinationCountry class rate inForceFrom
RegistrationDutyAnswer                 Query.mustRegister                      -                              SEEN           SEEN           SEEN           SEEN : duty rule scheme
RegistrationTurnover                   CollectionScheme.registrationTurnover   -                              SEEN           SEEN           SEEN           SEEN : amount currency inclusive worldwideAmount
AssistanceAgreement                    Query.assistanceAgreements              -                              SEEN           SEEN           SEEN           SEEN : id parties instrument form matter inForceFrom inForceTo responseDays responseDaysBasis oralConfirmationHours languages refusalGrounds useRules besideMemberStates kinds usableInCriminalProceedings certainty source
MultilateralInstrument                 Query.multilateralInstruments           -                              SEEN           SEEN           SEEN           SEEN : id title inForce kinds annexes parties limits source
# an operator, of whom everybody may say the TIN; the record goes to its home and to partners that it consents to
Operator                               Query.operator                          -                              SEEN           SEEN           SEEN           SEEN : tin administration
Operator.record                        Query.operator                          operator:read                  SEEN           SEEN           NOTHING        FORBIDDEN
Operator.successor                     Query.operator                          operator:read                  NOTHING        NOTHING        NOTHING        FORBIDDEN
Operator.recognition                   Query.operator                          recognition:ask                SEEN           SEEN           SEEN           FORBIDDEN
Operator.assistanceRequests            Query.operator                          assistance:read                SEEN           NOTHING        NOTHING        FORBIDDEN
Operator.representedVendors            Query.operator                          vendor:read                    SEEN           NOTHING        NOTHING        SEEN
Operator.representedThrough            Query.operator                          vendor:read                    SEEN           NOTHING        NOTHING        SEEN
EuOperator.eori                        Query.operator                          operator:read                  SEEN           SEEN           NOTHING        FORBIDDEN
ChOperator.uid                         Query.operator                          operator:read                  SEEN           SEEN           NOTHING        FORBIDDEN
UsOperator.manufacturerIdentifiers     Query.operator                          operator:read                  SEEN           SEEN           SEEN           FORBIDDEN
JpOperator.corporateNumber             Query.operator                          operator:read                  SEEN           SEEN           NOTHING        FORBIDDEN
KrOperator.bondedTransporter           Query.operator                          operator:read                  NOTHING        SEEN           NOTHING        FORBIDDEN
CnOperator.creditGrade                 Query.operator                          operator:read                  NOTHING        SEEN           SEEN           FORBIDDEN
SgOperator.uen                         Query.operator                          operator:read                  NOTHING        NOTHING        NOTHING        FORBIDDEN
BrOperator.cnpj                        Query.operator                          operator:read                  NOTHING        NOTHING        SEEN           FORBIDDEN
OperatorRecord                         Operator.record                         operator:read                  SEEN           SEEN           NOTHING        FORBIDDEN : legalName tradingNames address roles businessModels authorizations
Address                                OperatorRecord.address                  operator:read                  SEEN           SEEN           NOTHING        FORBIDDEN : lines city postalCode country
AeoAuthorization                       OperatorRecord.authorizations           operator:read                  SEEN           SEEN           NOTHING        FORBIDDEN : number type roles status statusSince validFrom validTo
AeoAuthorization.validations           OperatorRecord.authorizations           operator:read+validation:read  SEEN           SEEN           NOTHING        FORBIDDEN
Validation                             AeoAuthorization.validations            operator:read+validation:read  SEEN           SEEN           NOTHING        FORBIDDEN : method validatedBy performedOn nextDueOn criteria
# answers and what is kept of them, for whoever asks about itself
RecognitionAnswer                      Query.recognitions                      recognition:ask                SEEN           SEEN           SEEN           FORBIDDEN : reference tin operator problem decision
RecognitionDecision                    RecognitionAnswer.decision              recognition:ask                SEEN           SEEN           SEEN           FORBIDDEN : outcome reasons arrangement benefits evaluated basis factsAsOf notices consultationNumber receipt nextStep retryAfterSeconds assistance
RecognitionDecision.attestation        RecognitionAnswer.decision              recognition:ask+operator:read  NOTHING        SEEN           NOTHING        FORBIDDEN
EvaluatedQuestion                      RecognitionDecision.evaluated           recognition:ask                SEEN           SEEN           SEEN           FORBIDDEN : role mode on nameCompared
AssistanceDraft                        RecognitionDecision.assistance          recognition:ask                SEEN           NOTHING        NOTHING        FORBIDDEN : requested kind agreement reason facts purpose subjectTin criteria
Consultation                           Query.consultation                      recognition:ask                SEEN           NOTHING        NOTHING        FORBIDDEN : number askedAt askedBy purpose tin outcome receipt timeProof
MisuseAlert                            Query.misuseAlerts                      operator:read                  SEEN           NOTHING        NOTHING        FORBIDDEN : administration subject rule unanswered questions since until
RecognitionChangeConnection            Query.recognitionChanges                recognition:ask                SEEN           SEEN           SEEN           FORBIDDEN : edges pageInfo
RecognitionChangeEdge                  RecognitionChangeConnection.edges       recognition:ask                SEEN           NOTHING        NOTHING        FORBIDDEN : cursor node
RecognitionChange                      RecognitionChangeEdge.node              recognition:ask                SEEN           NOTHING        NOTHING        FORBIDDEN : cursor at kind operator
WatchedOperatorConnection              Query.watchedOperators                  recognition:ask                SEEN           SEEN           SEEN           FORBIDDEN : edges pageInfo changesAfter
WatchedOperatorEdge                    WatchedOperatorConnection.edges         recognition:ask                SEEN           SEEN           SEEN           FORBIDDEN : cursor node
WatchedOperator                        WatchedOperatorEdge.node                recognition:ask                SEEN           SEEN           SEEN           FORBIDDEN : operator watched
WatchedTin                             Mutation.watchOperators                 recognition:ask                SEEN           SEEN           SEEN           FORBIDDEN : tin problem operator
TimeProof                              Consultation.timeProof                  recognition:ask                NOTHING        NOTHING        NOTHING        FORBIDDEN : stampedAt head path token
ArrangementImpact                      Query.arrangementImpact                 recognition:ask                SEEN           SEEN           SEEN           FORBIDDEN : considered unchanged changed cannotBeKnown rows truncated
ArrangementImpactRow                   ArrangementImpact.rows                  recognition:ask                SEEN           NOTHING        NOTHING        FORBIDDEN : partner from to reasons count
# cases, for their two sides
AssistanceRequestConnection            Query.assistanceRequests                assistance:read                SEEN           SEEN           SEEN           FORBIDDEN : edges pageInfo
AssistanceRequestEdge                  AssistanceRequestConnection.edges       assistance:read                SEEN           NOTHING        NOTHING        FORBIDDEN : cursor node
AssistanceRequest                      AssistanceRequestEdge.node              assistance:read                SEEN           NOTHING        NOTHING        FORBIDDEN : id reference requesting requested kind agreement reason facts purpose urgent subject criteria questions particulars jointWith missing madeOrallyAt confirmBy state dueOn postponedUntil postponement overdue furtherUses refusal version response history
OperatorReference                      AssistanceRequest.subject               assistance:read                SEEN           NOTHING        NOTHING        FORBIDDEN : tin operator
VendorSubject                          AssistanceRequest.subject               assistance:read                SEEN           NOTHING        NOTHING        FORBIDDEN : legalName establishedIn tin vendor
AssistanceParticulars                  AssistanceRequest.particulars           assistance:read                SEEN           NOTHING        NOTHING        FORBIDDEN : legalProvisions enquiriesMade personsConcerned procedureAskedFor proceedings language couldReciprocate useRestrictions retainUntil answerWantedBy designatedOfficials
PersonConcerned                        AssistanceParticulars.personsConcerned  assistance:read                SEEN           NOTHING        NOTHING        FORBIDDEN : name address identifier connection
AssistancePostponement                 AssistanceRequest.postponement          assistance:read                SEEN           NOTHING        NOTHING        FORBIDDEN : ground reasons reviewOn
FurtherUse                             AssistanceRequest.furtherUses           assistance:read                SEEN           NOTHING        NOTHING        FORBIDDEN : purpose reason state askedAt decidedAt remark
AssistanceRefusal                      AssistanceRequest.refusal               assistance:read                SEEN           NOTHING        NOTHING        FORBIDDEN : ground explanation
AssistanceResponse                     AssistanceRequest.response              assistance:read                SEEN           NOTHING        NOTHING        FORBIDDEN : outcome criteria answers evidence useRestrictions notDone completedAt statement
CriterionAssessment                    AssistanceResponse.criteria             assistance:read                SEEN           NOTHING        NOTHING        FORBIDDEN : criterion result basis remark
Evidence                               AssistanceResponse.evidence             assistance:read                SEEN           NOTHING        NOTHING        FORBIDDEN : name mediaType sizeBytes sha256 download
EvidenceDownload                       Evidence.download                       assistance:read                SEEN           NOTHING        NOTHING        FORBIDDEN : url expiresAt
AssistanceEvent                        AssistanceRequest.history               assistance:read                SEEN           NOTHING        NOTHING        FORBIDDEN : at by action from to remark
AssistanceDelivery                     Query.assistanceDeliveries              assistance:read                SEEN           NOTHING        NOTHING        FORBIDDEN : id reference sequence action status attempts nextAttemptAt lastError
AssistanceDelivery.deliveredAt         Query.assistanceDeliveries              assistance:read                NOTHING        NOTHING        NOTHING        FORBIDDEN
SpontaneousInformation                 Query.spontaneousInformation            assistance:read                SEEN           NOTHING        NOTHING        FORBIDDEN : id sending receiving agreement about subjectTin registrationNumber facts useRestrictions sentAt acknowledgedAt version
AssistanceStatistics                   Query.assistanceStatistics              assistance:read                SEEN           NOTHING        NOTHING        FORBIDDEN : partner kind direction total open overdue answered medianDays
SavedAssistanceDraft                   Query.assistanceDrafts                  assistance:read                SEEN           NOTHING        NOTHING        FORBIDDEN : requested kind agreement reason facts purpose urgent subjectTin subjectVendorId criteria questions jointWith madeOrallyAt id state particulars missing savedAt version
AssistanceReminder                     Query.assistanceReminders               assistance:read                SEEN           NOTHING        NOTHING        FORBIDDEN : request reason waitsFor on
# vendors, for their destination and for themselves
ForeignVendor                          Query.foreignVendor                     vendor:read                    SEEN           NOTHING        NOTHING        SEEN : id legalName establishedIn tin stakeholder operator registrations
ForeignVendor.assistanceRequests       Query.foreignVendor                     vendor:read+assistance:read    SEEN           NOTHING        NOTHING        FORBIDDEN
ForeignVendor.representedThrough       Query.foreignVendor                     vendor:read                    SEEN           NOTHING        NOTHING        SEEN
VendorRegistrationConnection           Query.vendorRegistrations               vendor:read                    SEEN           SEEN           SEEN           SEEN : edges pageInfo
PageInfo                               VendorRegistrationConnection.pageInfo   vendor:read                    SEEN           SEEN           SEEN           SEEN : hasNextPage endCursor
VendorRegistrationEdge                 VendorRegistrationConnection.edges      vendor:read                    SEEN           NOTHING        NOTHING        SEEN : cursor node
VendorRegistration                     VendorRegistrationEdge.node             vendor:read                    SEEN           NOTHING        NOTHING        SEEN : id number businessModel capacity status version vendor scheme representative liability history returns intermediary
VendorRegistration.exporterValidation  VendorRegistrationEdge.node             vendor:read+assistance:read    SEEN           NOTHING        NOTHING        FORBIDDEN
VendorRegistration.usage               VendorRegistrationEdge.node             vendor:read                    SEEN           NOTHING        NOTHING        NOTHING
VendorRegistration.possibleDuplicates  VendorRegistrationEdge.node             vendor:read                    SEEN           NOTHING        NOTHING        NOTHING
Liability                              VendorRegistration.liability            vendor:read                    SEEN           NOTHING        NOTHING        SEEN : liable rule
Intermediary                           VendorRegistration.intermediary         vendor:read                    NOTHING        NOTHING        NOTHING        NOTHING : tin number registeredAt
RegistrationEvent                      VendorRegistration.history              vendor:read                    SEEN           NOTHING        NOTHING        SEEN : at by from to remark side deregistration quarantineUntil appealNote rule assistanceReference
RemittanceReturn                       VendorRegistration.returns              vendor:read                    SEEN           NOTHING        NOTHING        SEEN : period version consignments assessedDuty assessedTax collected remitted outstanding dueOn status overdue versions payments
RemittanceReturn.differences           VendorRegistration.returns              vendor:read                    SEEN           NOTHING        NOTHING        NOTHING
ReturnVersion                          RemittanceReturn.versions               vendor:read                    SEEN           NOTHING        NOTHING        SEEN : version consignments assessedDuty assessedTax collected remitted correctionReason filedAt filedBy
RemittancePayment                      RemittanceReturn.payments               vendor:read                    SEEN           NOTHING        NOTHING        SEEN : amount paidOn reference recordedAt recordedBy
ReturnDifference                       RemittanceReturn.differences            vendor:read                    SEEN           NOTHING        NOTHING        NOTHING : measure declared checked difference
RemittanceReminder                     Query.remittanceReminders               vendor:read                    SEEN           NOTHING        NOTHING        SEEN : registration owed exclusionGround
OwedReturn                             RemittanceReminder.owed                 vendor:read                    SEEN           NOTHING        NOTHING        SEEN : return daysOverdue
ExclusionGround                        RemittanceReminder.exclusionGround      vendor:read                    NOTHING        NOTHING        NOTHING        NOTHING : missedReturns rule source
DayOfUse                               VendorRegistration.usage                vendor:read                    SEEN           NOTHING        NOTHING        NOTHING : day checks notValid usualChecks unusual
PossibleDuplicate                      VendorRegistration.possibleDuplicates   vendor:read                    SEEN           NOTHING        NOTHING        NOTHING : vendor matches
SupplyChainRepresentation              ForeignVendor.representedThrough        vendor:read                    SEEN           NOTHING        NOTHING        SEEN : representative from until source
VendorRegistrationCheck                Query.checkVendorRegistration           vendor:read                    SEEN           BAD_USER_INPUT BAD_USER_INPUT FORBIDDEN : outcome reasons registration duty tax exchangeRate consultationNumber receipt
ExchangeRate                           VendorRegistrationCheck.exchangeRate    vendor:read                    SEEN           BAD_USER_INPUT BAD_USER_INPUT FORBIDDEN : base quote rate validFrom validTo source
VendorCheckRow                         Query.checkVendorRegistrations          vendor:read                    SEEN           SEEN           SEEN           FORBIDDEN : number check problem
VendorCheckProblem                     VendorCheckRow.problem                  vendor:read                    NOTHING        SEEN           SEEN           FORBIDDEN : code message field rule
ImportedExchangeRates                  Mutation.importExchangeRates            vendor:write                   SEEN           SEEN           SEEN           FORBIDDEN : imported unchanged
EuOperator.eori                        Query.operator                          operator:read                  SEEN           SEEN           NOTHING        FORBIDDEN
ChOperator.uid                         Query.operator                          operator:read                  SEEN           SEEN           NOTHING        FORBIDDEN
UsOperator.manufacturerIdentifiers     Query.operator                          operator:read                  SEEN           SEEN           SEEN           FORBIDDEN
JpOperator.corporateNumber             Query.operator                          operator:read                  SEEN           SEEN           NOTHING        FORBIDDEN
KrOperator.bondedTransporter           Query.operator                          operator:read                  NOTHING        SEEN           NOTHING        FORBIDDEN
CnOperator.creditGrade                 Query.operator                          operator:read                  NOTHING        SEEN           SEEN           FORBIDDEN
SgOperator.uen                         Query.operator                          operator:read                  NOTHING        NOTHING        NOTHING        FORBIDDEN
BrOperator.cnpj                        Query.operator                          operator:read                  NOTHING        NOTHING        SEEN           FORBIDDEN
`,
  4,
);

/** What is FORBIDDEN for a purpose: validations to a partner that clears imports, answers of a case for another than its own. */
export const BOUND_TO_PURPOSE: readonly (readonly [string, PurposeOfUse])[] = [
  ['Validation', 'IMPORT_CLEARANCE'],
  ['AssistanceResponse', 'RISK_ASSESSMENT'],
  ['CriterionAssessment', 'RISK_ASSESSMENT'],
  ['Evidence', 'RISK_ASSESSMENT'],
  ['EvidenceDownload', 'RISK_ASSESSMENT'],
];
