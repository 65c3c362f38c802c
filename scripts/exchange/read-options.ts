import { InvalidArgumentError } from 'commander';
import { ADMINISTRATIONS, type AdministrationCode } from '../../schema/administrations.ts';

/** An administration that has a registry. */
export function readAdministration(text: string): AdministrationCode {
  const code = text.toUpperCase();
  if (ADMINISTRATIONS.some((administration) => administration.code === code)) return code;
  throw new InvalidArgumentError(`one of ${ADMINISTRATIONS.map((administration) => administration.code).join(', ')}`);
}

/** A row from 1 on. */
export function readRow(text: string): number {
  if (/^[1-9]\d{0,9}$/.test(text)) return Number(text);
  throw new InvalidArgumentError('a row of the source, from 1');
}
