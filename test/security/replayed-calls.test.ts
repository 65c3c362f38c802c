import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CALLER_ASSERTION_HEADER } from '../../schema/contract/caller.ts';
import { registrySubgraph } from '../../schema/contract/subgraph-names.ts';
import { signCallerAssertion, signCallerAssertions } from '../../schema/trust/caller-assertion.ts';
import { KOREAN_EXPORTER } from '../../scripts/seed/worth-asking.ts';
import { GATEWAY } from '../../scripts/start/trust-store.ts';
import { startFederation, type TestFederation } from '../support/federation.ts';
import { callerOf } from '../support/parties.ts';

/** What somebody on the line between gateway and registry can do with a call that it overheard. */
const KOREA = registrySubgraph('KR');
const QUERY = 'query ($of: [_Any!]!) { _entities(representations: $of) { ... on KrOperator { attestation } } }';

let federation: TestFederation;
beforeAll(async () => {
  federation = await startFederation();
});
afterAll(() => federation.stop());

function bodyAbout(tin: string): string {
  return JSON.stringify({ query: QUERY, variables: { of: [{ __typename: 'KrOperator', tin }] } });
}

function vouch(body: string, subgraph = KOREA): Promise<string> {
  const signer = federation.embedded.trustStore.signerOf(GATEWAY);
  return signCallerAssertion(signer, callerOf('JP'), { subgraph, body }, new Date());
}

/** The code of the refusal, or the statement that was given. */
async function send(assertion: string, body: string, subgraph = KOREA): Promise<string> {
  const link = federation.embedded.links.get(subgraph);
  const text = await link?.request({ headers: { [CALLER_ASSERTION_HEADER]: assertion }, body, timeoutMs: 5_000 });
  const { data, errors } = JSON.parse(text ?? '') as {
    data?: { _entities: [{ attestation: string }] } | null;
    errors?: [{ extensions: { code: string } }];
  };
  return errors?.[0].extensions.code ?? data?._entities[0].attestation ?? '';
}

describe('a call that was overheard', () => {
  const body = bodyAbout(KOREAN_EXPORTER.tin);

  it('is answered once, and not again', async () => {
    const assertion = await vouch(body);
    expect(await send(assertion, body)).toMatch(/^eyJ/);
    expect(await send(assertion, body)).toBe('UNAUTHENTICATED');
  });

  it('is answered once even when it is sent a hundred times at the same moment', async () => {
    const assertion = await vouch(body);
    const answers = await Promise.all(Array.from({ length: 100 }, () => send(assertion, body)));
    expect(answers.filter((answer) => answer !== 'UNAUTHENTICATED')).toHaveLength(1);
  });

  it('is worth nothing with another body, however little differs', async () => {
    expect(await send(await vouch(body), bodyAbout('KR1234567890'))).toBe('UNAUTHENTICATED');
    expect(await send(await vouch(body), `${body} `)).toBe('UNAUTHENTICATED');
  });

  it('is worth nothing at another registry', async () => {
    expect(await send(await vouch(body, registrySubgraph('US')), body)).toBe('UNAUTHENTICATED');
  });

  it('is worth nothing with another call’s salt, or with more than one', async () => {
    const [one = '', other = ''] = [await vouch(body), await vouch(body)];
    const [statement = '', salt = ''] = one.split('~');
    expect(await send(`${statement}~${other.split('~')[1]}`, body)).toBe('UNAUTHENTICATED');
    expect(await send(statement, body)).toBe('UNAUTHENTICATED');
    expect(await send(`${statement}~`, body)).toBe('UNAUTHENTICATED');
    expect(await send(`${statement}~${salt}~${salt}`, body)).toBe('UNAUTHENTICATED');
  });

  it('tells a registry neither which others are asked in the same moment nor what', async () => {
    const signer = federation.embedded.trustStore.signerOf(GATEWAY);
    const calls = [
      { subgraph: KOREA, body },
      { subgraph: registrySubgraph('US'), body: bodyAbout('US123456789') },
    ];
    const [forKorea = '', forTheStates = ''] = await signCallerAssertions(signer, callerOf('JP'), calls, new Date());
    const claims = Buffer.from(forKorea.split('.')[1] ?? '', 'base64url').toString();
    expect(claims).not.toMatch(/registry-us|US123456789/);
    expect(await send(forTheStates, bodyAbout('US123456789'))).toBe('UNAUTHENTICATED');
    expect(await send(forKorea, body)).toMatch(/^eyJ/);
  });
});
