import DataLoader from 'dataloader';
import type { Administration } from '../../../../schema/administrations.ts';
import { registeredError } from '../../../../schema/contract/registered-error.ts';
import type { REGISTRY_SCOPES } from '../../../../schema/contract/scopes.ts';
import { atHttpStatus } from '../../../runtime/at-http-status.ts';
import type { Clock } from '../../../runtime/clock.ts';
import type { EndpointRequest } from '../../../runtime/graphql-endpoint.ts';
import type { Actor } from '../../service/actor.ts';
import type { AnnounceMaintenance } from '../../service/announce-maintenance.ts';
import type { Apply } from '../../service/apply.ts';
import type { ChangeIdentity } from '../../service/change-identity.ts';
import type { ChangeOperator } from '../../service/change-operator.ts';
import type { DesignateValidators } from '../../service/designate-validators.ts';
import type { ExamineApplication } from '../../service/examine-application.ts';
import type { ImportOperators } from '../../service/import-operators.ts';
import type { KeepInTouch, OperatorFile } from '../../service/keep-in-touch.ts';
import type { MonitorOperators } from '../../service/monitor-operators.ts';
import type { AuthenticateOfficer, Officer } from '../../service/officer-token.ts';
import type { ReadOwnData } from '../../service/own-data.ts';
import type { PartnerSignals } from '../../service/partner-signals.ts';
import type { ReadApplications } from '../../service/read-applications.ts';
import type { ReadRegister } from '../../service/read-register.ts';
import type { RepresentVendors } from '../../service/represent-vendors.ts';
import type { WatchCallers } from '../../service/watch-callers.ts';

/** What resolvers of the officer endpoint get. */
export interface OfficerContext {
  readonly officer: Officer;
  readonly home: Administration;
  readonly clock: Clock;
  readonly read: ReadRegister;
  readonly ownData: ReadOwnData;
  readonly change: ChangeOperator;
  readonly identity: ChangeIdentity;
  readonly validators: DesignateValidators;
  readonly signals: PartnerSignals;
  readonly watch: WatchCallers;
  readonly maintenance: AnnounceMaintenance;
  readonly importOperators: ImportOperators;
  readonly applications: ReadApplications;
  readonly apply: Apply;
  readonly examine: ExamineApplication;
  readonly monitoring: MonitorOperators;
  readonly touch: KeepInTouch;
  readonly representVendors: RepresentVendors;
  /** One read of the files of all operators that a request shows. */
  readonly files: DataLoader<string, OperatorFile>;
}

/** The context of one request: nobody gets further than here but an officer of this very administration. */
export function createOfficerContext(
  parts: Omit<OfficerContext, 'officer' | 'files'>,
  authenticateOfficer: AuthenticateOfficer,
  url: string,
): (request: Pick<EndpointRequest, 'headers'>) => Promise<OfficerContext> {
  return async ({ headers }) => {
    const { authorization, dpop } = headers;
    const officer = await authenticateOfficer({ authorization, dpop, url });
    if (officer === undefined) {
      throw atHttpStatus(401, { code: 'UNAUTHENTICATED', message: 'No valid bearer token for this registry.' });
    }
    if (officer.administration !== parts.home.code) {
      const message = `This is the registry of ${parts.home.code}, for its own officers only.`;
      throw atHttpStatus(403, { code: 'FORBIDDEN', message });
    }
    return {
      ...parts,
      officer,
      files: new DataLoader((tins: readonly string[]) => parts.touch.files(tins), { cache: false }),
    };
  };
}

/** The officer, if the token permits the scope; throws FORBIDDEN naming it otherwise. */
export function officerWith({ officer }: OfficerContext, scope: (typeof REGISTRY_SCOPES)[number]): Officer {
  if (officer.scopes.includes(scope)) return officer;
  throw registeredError({ code: 'FORBIDDEN', message: `This needs the scope ${scope}.`, rule: scope });
}

/** The officer with that scope, or an operator that acts for itself (`operator:self`), as the services know them; throws FORBIDDEN otherwise. */
export function actorWith(context: OfficerContext, scope: (typeof REGISTRY_SCOPES)[number]): Actor {
  const { operator, scopes, subject } = context.officer;
  if (operator !== undefined && scopes.includes('operator:self')) return { by: subject, only: operator };
  return { by: officerWith(context, scope).subject, only: undefined };
}
