import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import { noLink } from '#shared/sync/chain.ts';
import { exchangeAnswer } from '#shared/sync/exchange.ts';
import { centreHeader, signedIn } from '#shared/sync/identity.ts';
import type { SyncTrouble } from '#shared/views/sync.ts';
import type { Unsent } from '#shared/views/unsent.ts';
import { centreAt } from '#store/sync/ask.ts';
import { type Trouble, TroubleError } from '#store/sync/trouble.ts';
import { customer, note } from './fixture.ts';
import { httpCentre } from './http-centre.ts';
import { synced } from './synced.ts';

const id = '7d1c9a52-6c3f-4a7e-9a51-0a2d2f1f7d22';
const head = { team: 'es', epoch: 'life-1', n: 1 };
const page = { team: 'es', epoch: 'life-1', from: 0, to: 0, count: 0, link: noLink, changes: [] };
const snapshot = { ...head, id: 's', link: noLink, chunks: 0, rows: 0, bytes: 0 };
const accepted = { id, outcome: 'accepted', team: 'es', n: 1, count: 1 };
const openPromise = { code: 'open-promise', text: 'Call on Friday' };
const answer = {
  v: 1,
  at: 1_000,
  answers: [accepted, { id, outcome: 'refused', refusal: openPromise }],
  recovered: [{ id: `${id}:0`, n: 1 }],
  heads: [head],
  forks: [{ team: 'es', epoch: 'life-1', ancestor: 0 }],
  snapshots: [snapshot],
  pages: [page],
};
const more = { ofTomorrow: { a: 1 } };

/** What a centre says with status 200, and what comes of it: null where it is taken, and as if the new fields were not there. */
const table: [string, object, SyncTrouble | null][] = [
  ['all as today', answer, null],
  ['a new field', { ...answer, ...more }, null],
  ['a new field in an accepted answer', { ...answer, answers: [{ ...accepted, ...more }] }, null],
  [
    'a new field in a refusal',
    { ...answer, answers: [{ id, outcome: 'refused', refusal: { ...openPromise, ...more } }] },
    null,
  ],
  ['a new field in what came back', { ...answer, recovered: [{ ...answer.recovered[0], ...more }] }, null],
  ['a new field in a head', { ...answer, heads: [{ ...head, ...more }] }, null],
  ['a new field in a fork', { ...answer, forks: [{ ...answer.forks[0], ...more }] }, null],
  ['a new field in a first fill', { ...answer, snapshots: [{ ...snapshot, ...more }] }, null],
  ['a new field in a page', { ...answer, pages: [{ ...page, ...more }] }, null],
  ['a new version', { ...answer, v: 2 }, 'update'],
  ['a new version of another shape', { v: 2, all: 'new' }, 'update'],
  ['a new outcome', { ...answer, answers: [accepted, { id, outcome: 'merged' }] }, 'update'],
  [
    'a new reason to refuse',
    { ...answer, answers: [{ id, outcome: 'refused', refusal: { code: 'too-late' } }] },
    'update',
  ],
  [
    'a new outcome and a new reason, with new fields',
    {
      ...answer,
      answers: [
        { id, outcome: 'merged', ...more },
        { id, outcome: 'refused', refusal: { code: 'too-late', ...more } },
      ],
    },
    'update',
  ],
  ['no outcome', { ...answer, answers: [{ id }] }, 'internal'],
  ['an outcome that is no word', { ...answer, answers: [{ id, outcome: 7 }] }, 'internal'],
  ['no reason', { ...answer, answers: [{ id, outcome: 'refused' }] }, 'internal'],
  ['a field of another kind', { ...answer, heads: [{ ...head, n: 'one' }] }, 'internal'],
  [
    'a new outcome beside nonsense',
    { ...answer, at: 'noon', answers: [{ id, outcome: 'merged' }] },
    'internal',
  ],
  ['nothing of an exchange', {}, 'internal'],
  ['a list', [], 'internal'],
];

/** A centre that says one thing to whatever it is asked. */
async function saying(status: number, value: object): Promise<string> {
  const server = createServer((_, response) => {
    response.writeHead(status, { [centreHeader]: '1', 'content-type': 'application/json' });
    response.end(JSON.stringify(value));
  });
  await new Promise<void>((listens) => server.listen(0, '127.0.0.1', listens));
  onTestFinished(() => void server.close());
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

const request = () =>
  ({
    method: 'POST',
    path: '/',
    token: null,
    signal: AbortSignal.timeout(10_000),
    patience: 5_000,
  }) as const;

test.each(table)('of a newer centre: %s', async (_, said, trouble) => {
  const centre = centreAt(await saying(200, said), { fetch }, Date.now);
  const read = await centre.json(request(), exchangeAnswer).catch((error: unknown) => {
    if (!(error instanceof TroubleError)) throw error;
    return error.trouble.what;
  });
  if (trouble !== null) return expect(read).toBe(trouble);
  expect(JSON.stringify(read)).not.toContain('ofTomorrow');
  expect(read).toMatchObject({ v: 1, heads: [head] });
});

test('who signs in at a newer centre is known by what is known, and a role of tomorrow asks for an update', async () => {
  const said = {
    person: { id: 'lucia', name: 'Lucía', role: 'agent', ...more },
    company: 'Casa Lumbre',
    teams: [{ id: 'es', name: 'España', ...more }],
    token: 't',
    tokenUntil: 1,
    refresh: 'r',
    device: id,
    ...more,
  };
  const centre = centreAt(await saying(200, said), { fetch }, Date.now);
  expect(JSON.stringify(await centre.json(request(), signedIn))).not.toContain('ofTomorrow');
  const person = { ...said.person, role: 'conductor' };
  const newer = centreAt(await saying(200, { ...said, person }), { fetch }, Date.now);
  await expect(newer.json(request(), signedIn)).rejects.toMatchObject({ trouble: { what: 'update' } });
});

test('a problem with a code of tomorrow is told by its status, with its reference', async () => {
  const problem = { code: 'out-to-lunch', sentence: 'Not now.', ref: 'r-99', ...more };
  const centre = centreAt(await saying(503, problem), { fetch }, Date.now);
  const trouble: Partial<Trouble> = { what: 'busy', ref: 'r-99' };
  await expect(centre.json(request(), signedIn)).rejects.toMatchObject({ trouble });
});

test('a desk whose command a newer centre answers in a way of its own says so, keeps it, and sends it again after an update', async () => {
  const centre = await httpCentre();
  centre.ledger.put('es', customer('c1'));
  let isNewer = true;
  const transport = {
    fetch: (async (url, init) => {
      const came = await fetch(url, init);
      if (!isNewer || !String(url).endsWith('/exchange') || !String(init?.body).includes('note.add'))
        return came;
      const body = { ...answer, answers: [{ id, outcome: 'merged' }], forks: [], snapshots: [], pages: [] };
      return new Response(JSON.stringify(body), { headers: { [centreHeader]: '1' } });
    }) as typeof fetch,
  };
  const { store, sync, until, failures } = await synced(centre, { transport });
  await until(({ lastAnswerAt }) => lastAnswerAt !== null);
  store.record([note('c1', null)]);
  sync.recorded();
  await until(({ trouble }) => trouble?.what === 'update');
  expect(store.view({ view: 'unsent' }) as Unsent[]).toHaveLength(1);
  isNewer = false;
  sync.now();
  await until(({ unsent, trouble }) => unsent === 0 && trouble === null);
  expect(centre.ledger.eventsOf('es')).toHaveLength(1);
  expect(failures).toEqual([]);
});
