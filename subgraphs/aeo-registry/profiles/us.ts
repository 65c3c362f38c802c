import { listField } from './national-fields.ts';
import { profileOfProgramme } from './profile-of-programme.ts';
import type { RegistryProfile } from './registry-profile.ts';

/** The United States. */
export const profileOfUs: RegistryProfile = profileOfProgramme('US', [
  listField(
    'manufacturerIdentifiers',
    'Manufacturer identification codes (MID), by which CBP’s targeting knows the operator.',
  ),
]);
