import { profileOfProgramme } from './profile-of-programme.ts';
import type { RegistryProfile } from './registry-profile.ts';

/** Hong Kong, China. */
export const profileOfHk: RegistryProfile = profileOfProgramme('HK', []);
