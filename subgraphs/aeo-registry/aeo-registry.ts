import type { Logger } from 'pino';
import { findAdministration } from '../../schema/administrations.ts';
import type { OperatorImport } from '../../schema/contract/operator-import.ts';
import { valueOrThrow } from '../../schema/contract/registered-error.ts';
import { registrySubgraph } from '../../schema/contract/subgraph-names.ts';
import { DEFAULT_OPERATION_LIMITS } from '../../schema/limits/operation-limits.ts';
import type { SubgraphLink } from '../../schema/link/subgraph-link.ts';
import { ARRANGEMENTS, type Arrangement } from '../../schema/reference/arrangements.ts';
import { ASSISTANCE_AGREEMENTS } from '../../schema/reference/assistance-agreements.ts';
import type { VerifyAccessToken } from '../../schema/trust/access-tokens.ts';
import type { Signer } from '../../schema/trust/signer.ts';
import type { TrustList } from '../../schema/trust/trust-list.ts';
import type { Clock } from '../runtime/clock.ts';
import type { DatabaseLocation } from '../runtime/database.ts';
import { createEventFeed } from '../runtime/event-feed.ts';
import { type EventPuller, PULL_INTERVAL_MS, startEventPuller } from '../runtime/event-puller.ts';
import { createGraphqlEndpoint } from '../runtime/graphql-endpoint.ts';
import { type Subgraph, startSubgraph } from '../runtime/subgraph.ts';
import { createUsedOnce } from '../runtime/used-once.ts';
import type { PartnerRule } from './domain/disclosure.ts';
import { ENUMERATION_LIMITS, type EnumerationLimits } from './domain/enumeration.ts';
import { partnerRule } from './domain/partnership.ts';
import { createDisclosureLoader } from './graphql/federated/disclosure-loader.ts';
import type { RegistryContext } from './graphql/federated/registry-context.ts';
import { buildRegistrySchema } from './graphql/federated/registry-schema.ts';
import { createOfficerContext } from './graphql/officer/officer-context.ts';
import { buildOfficerSchema } from './graphql/officer/officer-schema.ts';
import type { RegistryProfile } from './profiles/registry-profile.ts';
import { createApply } from './service/apply.ts';
import { createChangeIdentity } from './service/change-identity.ts';
import { createChangeOperator } from './service/change-operator.ts';
import { createDesignateValidators } from './service/designate-validators.ts';
import { createDisclose } from './service/disclose.ts';
import { createTerms, type EndToEndDemand } from './service/end-to-end.ts';
import { createExamineApplication } from './service/examine-application.ts';
import { createImport, type ImportReport } from './service/import-operators.ts';
import { createKeepInTouch } from './service/keep-in-touch.ts';
import { createMonitorOperators } from './service/monitor-operators.ts';
import { createOfficerAuthentication } from './service/officer-token.ts';
import { createOwnData } from './service/own-data.ts';
import { createPartnerSignals, type PartnerSignals } from './service/partner-signals.ts';
import { createReadApplications } from './service/read-applications.ts';
import { createReadRegister } from './service/read-register.ts';
import type { RegisterParts } from './service/register-parts.ts';
import { createRepresentVendors } from './service/represent-vendors.ts';
import { startLedgerSealer } from './service/seal-ledger.ts';
import { HUB_READERS, hubEventsAfter } from './service/tell-hub.ts';
import { createTellPartners } from './service/tell-partners.ts';
import { createWatchCallers } from './service/watch-callers.ts';
import { hasOperators } from './store/operator.store.ts';
import { openRegistryDatabase } from './store/registry-database.ts';

/** What a registry is handed. */
export interface RegistryOptions {
  readonly profile: RegistryProfile;
  readonly location: DatabaseLocation;
  readonly signer: Signer;
  readonly trust: TrustList;
  readonly clock: Clock;
  readonly log: Logger;
  /** Who may ask, and how far back they are told. Default: those of the reference data. */
  readonly arrangements?: readonly Arrangement[];
  /** Default: by the arrangements and the assistance agreements of the reference data. */
  readonly isPartner?: PartnerRule;
  /** Of which partners it demands that they ask in their own name; default: as its profile says. */
  readonly endToEnd?: EndToEndDemand;
  /** What a caller may ask in vain before it is taken to be guessing; default: the table with its reasons. */
  readonly enumeration?: Partial<EnumerationLimits>;
  /** Whose tokens officers come with. */
  readonly verifyToken: VerifyAccessToken;
  /** Whether the officer endpoint describes itself; default: yes. */
  readonly introspection?: boolean;
  /** Where officers reach this registry; default: this machine. */
  readonly officerUrl?: string;
  /** Where partners’ acts are told; default: nowhere. */
  readonly signals?: readonly SignalSource[];
}

/** The subgraph that tells what partners did on their side, and the way to it. */
export interface SignalSource {
  readonly from: string;
  readonly link: SubgraphLink;
  /** Default: a second. */
  readonly intervalMs?: number;
}

/** One administration's registry, running. */
export interface Registry extends Subgraph {
  /** Takes up to 1,000 operators, good rows beside bad ones; `by` is who imports, as history and consents name it. */
  importOperators(operators: readonly OperatorImport[], by: string): Promise<ImportReport>;
  /** True until the first operator is written. */
  isEmpty(): Promise<boolean>;
  /** Pulls what partners did now, until there is nothing new; does nothing without a source. */
  pullSignals(): Promise<void>;
  /** Seals the ledger as yesterday left it, if that is not done; the registry does it by itself. */
  sealLedger(): Promise<void>;
}

/** Starts the registry of one administration: its partner-facing subgraph and its officers' endpoint, on one database. */
export async function createRegistry(options: RegistryOptions): Promise<Registry> {
  const { profile, location, signer, trust, clock, log, arrangements = ARRANGEMENTS } = options;
  const home = findAdministration(profile.administration);
  if (home === undefined) throw new TypeError(`${profile.administration} is not in the list of administrations`);
  const name = registrySubgraph(home.code);
  const federated = await buildRegistrySchema(profile);
  const officerSchema = await buildOfficerSchema();
  const database = await openRegistryDatabase(name, location);
  const isPartner =
    options.isPartner ??
    partnerRule({ administration: home.code, timeZone: home.timeZone }, arrangements, ASSISTANCE_AGREEMENTS);
  const tellPartners = createTellPartners({ home, clock, isPartner, arrangements });
  const parts: RegisterParts = { home, profile, database, signer, clock, tellPartners };
  const importOperators = createImport(parts);
  const watch = createWatchCallers(parts, { ...ENUMERATION_LIMITS, ...options.enumeration });
  const disclose = createDisclose({ ...parts, isPartner, arrangements, watch });
  const usedOnce = createUsedOnce(database, clock);
  const termsFor = createTerms({
    home: home.code,
    demand: options.endToEnd ?? profile.endToEnd ?? [],
    trust,
    clock,
    bind: usedOnce.bind,
  });
  const read = createReadRegister(parts);
  const signals = createPartnerSignals({ ...parts, trust, log });

  const officerEndpoint = await createGraphqlEndpoint({
    schema: officerSchema,
    introspection: options.introspection ?? true,
    limits: DEFAULT_OPERATION_LIMITS,
    log,
    contextOf: createOfficerContext(
      {
        home,
        clock,
        importOperators,
        signals,
        watch,
        read,
        ownData: createOwnData(parts, read),
        change: createChangeOperator(parts),
        identity: createChangeIdentity(parts),
        validators: createDesignateValidators(parts),
        applications: createReadApplications(parts),
        apply: createApply(parts),
        examine: createExamineApplication({ ...parts, trust }),
        monitoring: createMonitorOperators({ ...parts, trust }),
        touch: createKeepInTouch(parts),
        representVendors: createRepresentVendors(parts),
      },
      createOfficerAuthentication(options.verifyToken, home.code),
      options.officerUrl ?? 'http://localhost:4110/officer/graphql',
    ),
  });

  const subgraph = await startSubgraph<RegistryContext>({
    name,
    federated,
    signer,
    trust,
    believes: ['GATEWAY'],
    database,
    clock,
    log,
    officerEndpoint,
    usedOnce,
    contextOf(caller, { questionSet }) {
      const terms = termsFor(caller, typeof questionSet === 'string' ? questionSet : undefined);
      return {
        caller,
        disclosures: createDisclosureLoader(async (tins) => disclose(caller, tins, await terms)),
      };
    },
    feed: createEventFeed({
      subgraph: name,
      trust,
      clock,
      believes: HUB_READERS,
      page: ({ role }, after) => hubEventsAfter(parts, role, after),
    }),
  });

  const pullers = (options.signals ?? []).map((source) => startPuller(parts, signals, source, log));

  const sealer = startLedgerSealer(parts, log);
  await sealer.seal();

  return {
    ...subgraph,
    importOperators: async (operators, by) =>
      valueOrThrow(await importOperators(operators, { by, dryRun: false, allOrNothing: false, datedConsents: true })),
    isEmpty: async () => !(await hasOperators(database.read)),
    async pullSignals() {
      await Promise.all(pullers.map((puller) => puller.pull()));
    },
    sealLedger: () => sealer.seal(),
    async stop() {
      await Promise.all(pullers.map((puller) => puller.stop()));
      await sealer.stop();
      await subgraph.stop();
    },
  };
}

function startPuller(
  { home, signer, clock }: RegisterParts,
  signals: PartnerSignals,
  { from, link, intervalMs = PULL_INTERVAL_MS }: SignalSource,
  log: Logger,
): EventPuller {
  return startEventPuller({
    administration: home.code,
    from,
    link,
    signer,
    clock,
    log,
    intervalMs,
    inbox: signals.inbox,
  });
}
