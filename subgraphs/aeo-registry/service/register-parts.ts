import type { Administration } from '../../../schema/administrations.ts';
import type { Signer } from '../../../schema/trust/signer.ts';
import type { Clock } from '../../runtime/clock.ts';
import type { Database } from '../../runtime/database.ts';
import type { RegistryProfile } from '../profiles/registry-profile.ts';
import type { TellPartners } from './tell-partners.ts';

/** What the services of one registry work with. */
export interface RegisterParts {
  readonly home: Administration;
  readonly profile: RegistryProfile;
  readonly database: Database;
  readonly signer: Signer;
  readonly clock: Clock;
  readonly tellPartners: TellPartners;
}
