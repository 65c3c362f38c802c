import { profileOfProgramme } from './profile-of-programme.ts';
import type { RegistryProfile } from './registry-profile.ts';

/** Norway. */
export const profileOfNo: RegistryProfile = profileOfProgramme('NO', []);
