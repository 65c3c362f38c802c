import { type ExportedOperator, exportedOperator, OPERATOR_SELECTION, type ToldOperator } from './exported-operator.ts';
import { type AskOfficer, OfficerFault } from './officer-client.ts';

/** Operators on one page: the endpoint gives 200 at most, and each may bring many validations. */
const PAGE = 100;

const FIELDS = `{ operator: __type(name: "RegisteredOperator") { fields { name } }
  authorization: __type(name: "AeoAuthorization") { fields { name } } }`;
const OPERATORS = `query ($first: Int!, $after: Cursor) { operators(first: $first, after: $after) {
  edges { node { ${OPERATOR_SELECTION} } } pageInfo { hasNextPage endCursor } } }`;
const OPERATOR = `query ($tin: TIN!) { operator(tin: $tin) { ${OPERATOR_SELECTION} } }`;

/** Every operator of a register in order of TIN, or the one of that TIN; a page at a time. */
export async function* readRegister(ask: AskOfficer, tin?: string): AsyncGenerator<ExportedOperator> {
  await demandWhole(ask);
  if (tin !== undefined) {
    const { operator } = await ask<{ operator: ToldOperator | null }>(OPERATOR, { tin });
    if (operator === null) throw new OfficerFault(`NOT_FOUND: there is no ${tin} in this register`);
    yield exportedOperator(operator);
    return;
  }
  for (let after: string | null = null; ; ) {
    const { operators }: Page = await ask<Page>(OPERATORS, { first: PAGE, after });
    for (const { node } of operators.edges) yield exportedOperator(node);
    if (!operators.pageInfo.hasNextPage) return;
    after = operators.pageInfo.endCursor;
  }
}

interface Page {
  readonly operators: {
    readonly edges: readonly { readonly node: ToldOperator }[];
    readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
  };
}

interface Told {
  readonly fields: readonly { readonly name: string }[];
}

/**
 * An endpoint that does not tell histories and national values cannot be exported: what is written without them would, imported
 * again, erase the national values and be refused for the history.
 */
async function demandWhole(ask: AskOfficer): Promise<void> {
  const types = await ask<{ operator: Told; authorization: Told }>(FIELDS, {});
  const tells = ({ fields }: Told, field: string) => fields.some(({ name }) => name === field);
  const lacking = [
    ...(tells(types.authorization, 'history') ? [] : ['AeoAuthorization.history']),
    ...(tells(types.operator, 'national') ? [] : ['RegisteredOperator.national']),
  ];
  if (lacking.length > 0) {
    throw new OfficerFault(
      `This endpoint does not tell ${lacking.join(' and ')}: an export could not be imported again.`,
    );
  }
}
