import { profileOfProgramme } from './profile-of-programme.ts';
import type { RegistryProfile } from './registry-profile.ts';

/** Macao, China. */
export const profileOfMo: RegistryProfile = profileOfProgramme('MO', []);
