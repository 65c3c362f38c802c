import type { FollowingContext } from '../../runtime/follow-seen.ts';
import type { AssistanceService } from '../service/assistance.service.ts';
import type { AssistanceLoaders } from '../service/assistance-loaders.ts';

/** What a resolver of this subgraph is handed, made anew for each request. */
export interface AssistanceContext extends FollowingContext {
  readonly service: AssistanceService;
  readonly loaders: AssistanceLoaders;
  /** When the request came: what `overdue` is judged by. */
  readonly now: Date;
}
