import { profileOfProgramme } from './profile-of-programme.ts';
import type { RegistryProfile } from './registry-profile.ts';

/** Australia. */
export const profileOfAu: RegistryProfile = profileOfProgramme('AU', []);
