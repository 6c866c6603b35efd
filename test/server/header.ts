import type { Requester } from '#server/identity/requester.ts';

/** Who asks stands in a header of these tests' requests; identity has its own tests. */
export const whoHeader = 'x-test-who';

/** As the gate does, it knows its bearer as the same again. */
const known = new Map<string, Requester>();

export async function signedInByHeader(request: { headers: object; who: Requester }): Promise<void> {
  const text = String(Reflect.get(request.headers, whoHeader));
  request.who = known.get(text) ?? JSON.parse(text);
  known.set(text, request.who);
}
