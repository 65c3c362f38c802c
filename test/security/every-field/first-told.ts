import type { HttpAnswer } from '../../support/federation.ts';

/** How long something that has to come may take, in ms; what has not come by then is taken for nothing. */
const PATIENCE_MS = 3_000;

/** Asks for a stream and gives its first result, or a refusal; nulls where nothing is told. */
export async function firstTold<Data>(
  url: string,
  body: Readonly<Record<string, unknown>>,
  headers: Readonly<Record<string, string>>,
): Promise<HttpAnswer<Data>> {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'text/event-stream', ...headers },
    body: JSON.stringify(body),
  });
  const isStream = response.headers.get('content-type')?.startsWith('text/event-stream') ?? false;
  const text = isStream ? ((await firstResult(response)) ?? '{"data":{}}') : await response.text();
  const { data, errors } = JSON.parse(text) as Partial<HttpAnswer<Data>>;
  return { status: response.status, data: data as Data, errors: errors ?? [], text };
}

async function firstResult(response: Response): Promise<string | undefined> {
  const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
  let late = false;
  const timer = setTimeout(() => {
    late = true;
    void reader?.cancel();
  }, PATIENCE_MS);
  for (let text = ''; !late; ) {
    const { value, done } = (await reader?.read()) ?? { done: true };
    text += value ?? '';
    const result = /^data: (\{.*\})$/m.exec(text)?.[1];
    if (result === undefined && !done) continue;
    clearTimeout(timer);
    await reader?.cancel();
    return result;
  }
  return undefined;
}
