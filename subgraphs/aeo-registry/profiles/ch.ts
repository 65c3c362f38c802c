import { textField } from './national-fields.ts';
import { profileOfProgramme } from './profile-of-programme.ts';
import type { RegistryProfile } from './registry-profile.ts';

/** Switzerland. */
export const profileOfCh: RegistryProfile = profileOfProgramme('CH', [
  textField('uid', 'Enterprise identification number (UID) of the Swiss Federal Statistical Office.'),
]);
