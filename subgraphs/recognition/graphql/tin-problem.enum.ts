import { TIN_PROBLEMS } from '../../../schema/contract/tin.ts';
import { enumOf } from '../../runtime/enums.ts';

export const TinProblemEnum = enumOf(
  'TinProblem',
  TIN_PROBLEMS,
  'Why an identifier names no operator that can be asked about.',
);
