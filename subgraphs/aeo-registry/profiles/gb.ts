import { profileOfProgramme } from './profile-of-programme.ts';
import type { RegistryProfile } from './registry-profile.ts';

/** The United Kingdom, without Northern Ireland’s XI numbers. */
export const profileOfGb: RegistryProfile = profileOfProgramme('GB', []);
