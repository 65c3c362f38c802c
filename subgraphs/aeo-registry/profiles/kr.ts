import { booleanField } from './national-fields.ts';
import { profileOfProgramme } from './profile-of-programme.ts';
import type { RegistryProfile } from './registry-profile.ts';

/** The Republic of Korea. */
export const profileOfKr: RegistryProfile = profileOfProgramme('KR', [
  booleanField('bondedTransporter', 'Whether it may carry goods under bond within Korea; null: not recorded.'),
]);
