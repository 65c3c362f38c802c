import { profileOfProgramme } from './profile-of-programme.ts';
import type { RegistryProfile } from './registry-profile.ts';

/** Guatemala. */
export const profileOfGt: RegistryProfile = profileOfProgramme('GT', []);
