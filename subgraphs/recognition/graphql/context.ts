import DataLoader from 'dataloader';
import { registeredError } from '../../../schema/contract/registered-error.ts';
import type { FollowingContext } from '../../runtime/follow-seen.ts';
import type { MaintenanceWindow } from '../domain/maintenance.ts';
import type { FollowedRecognition } from '../service/follow-changes.ts';
import { announcedWindows } from '../service/maintenance.ts';
import type { Conclusion } from '../service/prove.ts';
import { conclude, type OpenQuestion } from '../service/recognition.service.ts';
import type { RecognitionParts } from '../service/recognition-parts.ts';

/** What a resolver of this subgraph is handed, made anew for each request. */
export interface RecognitionContext extends FollowingContext<FollowedRecognition> {
  readonly parts: RecognitionParts;
  /** Concludes all open questions of the request in one batch. */
  readonly conclusions: DataLoader<OpenQuestion, Conclusion | null, string>;
  /** Maintenance that administrations have announced, present and coming, by their codes. */
  readonly windows: DataLoader<string, readonly MaintenanceWindow[]>;
}

/** Makes the context of one request. */
export function createRecognitionContext(
  followed: FollowingContext<FollowedRecognition>,
  parts: RecognitionParts,
): RecognitionContext {
  const { caller } = followed;
  const conclusions = new DataLoader<OpenQuestion, Conclusion | null, string>(
    async (open) => {
      const concluded = await conclude(parts, caller, open);
      return concluded.map((item) => (item !== null && 'code' in item ? registeredError(item) : item));
    },
    { cacheKeyFn: ({ question, attestation }) => `${question} ${attestation ?? ''}` },
  );
  const windows = new DataLoader((codes: readonly string[]) => announcedWindows(parts, codes));
  return { ...followed, parts, conclusions, windows };
}
