import type { Requester } from '#server/identity/requester.ts';

/** Who asks stands in a header of these tests' requests; identity has its own tests. */
export const whoHeader = 'x-test-who';

export async function signedInByHeader(request: { headers: object; who: Requester }): Promise<void> {
  request.who = JSON.parse(String(Reflect.get(request.headers, whoHeader)));
}
