import type DataLoader from 'dataloader';
import type { Caller } from '../../../../schema/contract/caller.ts';
import type { Disclosed } from '../../service/disclose.ts';

/** What resolvers of one HTTP request get. */
export interface RegistryContext {
  readonly caller: Caller;
  /** By TIN as the representation has it; all that a request asks for are disclosed in one batch. */
  readonly disclosures: DataLoader<string, Disclosed>;
}
