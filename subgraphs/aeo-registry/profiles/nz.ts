import { profileOfProgramme } from './profile-of-programme.ts';
import type { RegistryProfile } from './registry-profile.ts';

/** New Zealand. */
export const profileOfNz: RegistryProfile = profileOfProgramme('NZ', []);
