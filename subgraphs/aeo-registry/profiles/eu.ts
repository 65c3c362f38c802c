import { textField } from './national-fields.ts';
import { profileOfProgramme } from './profile-of-programme.ts';
import type { RegistryProfile } from './registry-profile.ts';

/** The European Union: one registry for the member states. */
export const profileOfEu: RegistryProfile = profileOfProgramme('EU', [
  textField('eori', 'Economic Operators Registration and Identification number, issued by a member state.'),
]);
