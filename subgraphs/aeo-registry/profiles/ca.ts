import { profileOfProgramme } from './profile-of-programme.ts';
import type { RegistryProfile } from './registry-profile.ts';

/** Canada. */
export const profileOfCa: RegistryProfile = profileOfProgramme('CA', []);
