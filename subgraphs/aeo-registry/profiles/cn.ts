import { textField } from './national-fields.ts';
import { profileOfProgramme } from './profile-of-programme.ts';
import type { RegistryProfile } from './registry-profile.ts';

/** China. */
export const profileOfCn: RegistryProfile = profileOfProgramme('CN', [
  textField(
    'creditGrade',
    'Enterprise credit grade of the General Administration of Customs (Order 282, since 2026-04-01).',
  ),
]);
