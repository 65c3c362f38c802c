// npm run add-administration adds an import here
import type { AdministrationCode } from '../../../schema/administrations.ts';
import { profileOfAu } from './au.ts';
import { profileOfBr } from './br.ts';
import { profileOfCa } from './ca.ts';
import { profileOfCh } from './ch.ts';
import { profileOfCn } from './cn.ts';
import { profileOfEu } from './eu.ts';
import { profileOfGb } from './gb.ts';
import { profileOfGt } from './gt.ts';
import { profileOfHk } from './hk.ts';
import { profileOfJp } from './jp.ts';
import { profileOfKr } from './kr.ts';
import { profileOfMo } from './mo.ts';
import { profileOfNo } from './no.ts';
import { profileOfNz } from './nz.ts';
import type { RegistryProfile } from './registry-profile.ts';
import { profileOfSg } from './sg.ts';
import { profileOfUs } from './us.ts';

/** The profile of each administration that has a registry here. */
export const REGISTRY_PROFILES: Readonly<Record<AdministrationCode, RegistryProfile>> = {
  EU: profileOfEu,
  CH: profileOfCh,
  GB: profileOfGb,
  NO: profileOfNo,
  US: profileOfUs,
  CA: profileOfCa,
  JP: profileOfJp,
  KR: profileOfKr,
  CN: profileOfCn,
  HK: profileOfHk,
  MO: profileOfMo,
  SG: profileOfSg,
  AU: profileOfAu,
  NZ: profileOfNz,
  GT: profileOfGt,
  BR: profileOfBr,
  // npm run add-administration adds a line here
};

/** The profile of an administration; throws where it has none, naming what to do. */
export function getRegistryProfile(code: AdministrationCode): RegistryProfile {
  const profile = Object.hasOwn(REGISTRY_PROFILES, code) ? REGISTRY_PROFILES[code] : undefined;
  if (profile === undefined) {
    throw new TypeError(`No registry profile of ${code}: npm run add-administration -- --code ${code} makes one`);
  }
  return profile;
}
