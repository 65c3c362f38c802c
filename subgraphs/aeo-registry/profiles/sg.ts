import { textField } from './national-fields.ts';
import { profileOfProgramme } from './profile-of-programme.ts';
import type { RegistryProfile } from './registry-profile.ts';

/** Singapore. */
export const profileOfSg: RegistryProfile = profileOfProgramme('SG', [
  textField('uen', 'Unique Entity Number of ACRA.'),
]);
