import { textField } from './national-fields.ts';
import { profileOfProgramme } from './profile-of-programme.ts';
import type { RegistryProfile } from './registry-profile.ts';

/** Japan. */
export const profileOfJp: RegistryProfile = profileOfProgramme('JP', [
  textField('corporateNumber', 'Corporate number of the National Tax Agency, 13 digits.'),
]);
