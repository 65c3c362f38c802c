import { textField } from './national-fields.ts';
import { profileOfProgramme } from './profile-of-programme.ts';
import type { RegistryProfile } from './registry-profile.ts';

/** Brazil. */
export const profileOfBr: RegistryProfile = profileOfProgramme('BR', [
  textField('cnpj', 'Number in the Cadastro Nacional da Pessoa Jurídica, 14 characters.'),
]);
