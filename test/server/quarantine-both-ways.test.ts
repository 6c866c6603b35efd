import { randomUUID } from 'node:crypto';
import { beforeAll, expect, test } from 'vitest';
import { asCentre, inTransaction } from '#server/database/transaction.ts';
import type { Take } from '#server/ledger/take.ts';
import { heldSql, takenSql } from '#server/quarantine/hold.ts';
import { accept, waitingForSql } from '#server/quarantine/review.ts';
import type { QuarantineAnswer } from '#shared/sync/revocation.ts';
import { poolOf } from './centre.ts';
import { askOf, processOn, sent } from './desk.ts';
import { expectIndexes } from './plans.ts';
import { asked, enrolled, type Here, handIn, revoked, type Told } from './shut-out.ts';
import { centreOn, staffedDatabase } from './staffed.ts';

let url = '';
beforeAll(async () => {
  url = await staffedDatabase();
});

const why = 'Said by nobody';

/** Notes of Lucía's that wait for a review, in their order. `sentBefore`: the first ones came while the machine was still in. */
async function handedIn(here: Here, count: number, sentBefore = 0) {
  const { who, own } = await enrolled(here, 'lucia');
  const about = `c-${randomUUID()}`;
  const commands = Array.from({ length: count }, (_, i) =>
    sent(
      { type: 'note.add', customerId: about, caseId: null, data: { text: `note ${i}`, about: 'note' } },
      'lucia',
    ),
  );
  if (sentBefore > 0)
    await here.post('/exchange', askOf({ commands: commands.slice(0, sentBefore) }), who.token);
  await revoked(here, who);
  const told = (await asked(here, who, own)).json() as Told;
  await handIn(here, told.drain, commands, true);
  const ines = await here.signIn('ines');
  const waiting = async (): Promise<number[]> => {
    const { items } = (await here.get('/quarantine', ines.token)).json() as QuarantineAnswer;
    return items.flatMap(({ n, ask }) => (ask?.customerId === about ? [n] : []));
  };
  const review = async (body: object, at: Here = here) =>
    (await at.post('/quarantine/review', body, ines.token)).json().outcomes as {
      n: number;
      outcome: string;
    }[];
  const inLedger = async () =>
    (
      await poolOf(url).query(
        `SELECT body::jsonb -> 'data' ->> 'text' AS text FROM change
         WHERE kind = 'event' AND customer_id = $1 AND body LIKE '%"note.added.1"%' ORDER BY n`,
        [about],
      )
    ).rows.map(({ text }) => text as string);
  const verdicts = async () =>
    (
      await poolOf(url).query('SELECT verdict, decided_by FROM quarantine WHERE device = $1 ORDER BY n', [
        who.device,
      ])
    ).rows.map(({ verdict, decided_by }) => [verdict, decided_by]);
  const acts = async () =>
    (
      await poolOf(url).query(
        "SELECT person, what, after -> 'of' AS of FROM admin_act WHERE target = $1 AND what LIKE 'quarantine.%' ORDER BY id",
        [`device:${who.device}`],
      )
    ).rows;
  const parts = { person: 'ines', device: ines.device };
  return { ns: await waiting(), waiting, review, inLedger, verdicts, acts, parts };
}

/** Inés herself, past the route. */
const inesAt = (device: string) => ({
  person: { id: 'ines', name: 'Inés Aldama', role: 'supervisor' as const, skills: [], level: 1 },
  device,
  teams: ['day', 'night'],
});

/** A process whose ledger does with a command what `take` makes of it. */
async function acceptWith(device: string, of: number[], take: (real: Take) => Take): Promise<unknown> {
  const { pool, ledger } = await processOn(url);
  const parts = { pool, ledger: { take: take(ledger.take) } };
  return accept(parts as Parameters<typeof accept>[0], inesAt(device), of).catch((error: unknown) => error);
}

test('what was to be accepted while the ledger was busy can be declined as well as accepted; what was taken before it was busy is closed', async () => {
  const here = await centreOn(url);
  const { ns, review, waiting, inLedger, verdicts, acts, parts } = await handedIn(here, 3);
  const [one, two, three] = ns;
  let calls = 0;
  const failure = await acceptWith(parts.device, ns, (real) => async (commands, from) => {
    calls += 1;
    if (calls < 2) return real(commands, from);
    // As it is when a process stops.
    const stopping = await processOn(url);
    await stopping.ledger.close();
    return stopping.ledger.take(commands, from);
  });
  expect(failure).toMatchObject({ code: 'busy' });
  expect(await waiting()).toEqual([two, three]);
  expect(await review({ verdict: 'decline', of: [two], reason: why })).toEqual([
    { n: two, outcome: 'declined' },
  ]);
  expect(await review({ verdict: 'accept', of: [three, two] })).toEqual([
    { n: three, outcome: 'accepted' },
    { n: two, outcome: 'gone' },
  ]);
  expect(await inLedger()).toEqual(['note 0', 'note 2']);
  expect(await verdicts()).toEqual([
    ['accepted', 'ines'],
    ['declined', 'ines'],
    ['accepted', 'ines'],
  ]);
  // What became of each is written down once.
  expect(await acts()).toEqual([
    { person: 'ines', what: 'quarantine.accepted', of: [one] },
    { person: 'ines', what: 'quarantine.declined', of: [two] },
    { person: 'ines', what: 'quarantine.accepted', of: [three] },
  ]);
});

test('what the ledger has taken already cannot be declined: an end just before it was closed, or sent by the machine itself before it was shut out', async () => {
  const here = await centreOn(url);
  const { ns, review, waiting, inLedger, verdicts, acts, parts } = await handedIn(here, 3, 1);
  const [early, ended, open] = ns;
  const failure = await acceptWith(parts.device, [ended ?? 0], (real) => async (commands, from) => {
    await real(commands, from);
    throw new Error('the process ends here');
  });
  expect(failure).toMatchObject({ message: 'the process ends here' });
  expect(await waiting()).toEqual(ns);
  const outcomes = await review({ verdict: 'decline', of: ns, reason: why });
  expect(outcomes).toEqual([
    { n: early, outcome: 'accepted' },
    { n: ended, outcome: 'accepted' },
    { n: open, outcome: 'declined' },
  ]);
  expect(await inLedger()).toEqual(['note 0', 'note 1']);
  expect((await verdicts()).map(([verdict]) => verdict)).toEqual(['accepted', 'accepted', 'declined']);
  expect(await acts()).toContainEqual({ person: 'ines', what: 'quarantine.declined', of: [open] });
  expect(await waiting()).toEqual([]);
});

/** Holds the team's head: a batch that has decided waits to be numbered. */
const holdHead = "SELECT FROM team_head WHERE team = 'day' FOR UPDATE";
const blocked = async () => (await poolOf(url).query('SELECT FROM pg_locks WHERE NOT granted')).rowCount ?? 0;

test('two supervisors at once, one who accepts and one who declines: it is in the ledger or declined, never both, and each hears which', async () => {
  const [here, other] = [await centreOn(url), await centreOn(url)];
  const { ns, review, inLedger, verdicts } = await handedIn(here, 2);
  const [first, second] = ns;

  // The ledger is about to number it: whoever declines waits, and hears that it is taken.
  const late = await inTransaction(poolOf(url), async (client) => {
    await client.query(holdHead);
    const accepting = review({ verdict: 'accept', of: [first] });
    await expect.poll(blocked, { timeout: 10_000, interval: 20 }).toBe(1);
    const declining = review({ verdict: 'decline', of: [first], reason: why }, other);
    await expect.poll(blocked, { timeout: 10_000, interval: 20 }).toBe(2);
    return { accepting, declining };
  });
  expect(await late.accepting).toEqual([{ n: first, outcome: 'accepted' }]);
  expect(await late.declining).toEqual([{ n: first, outcome: 'accepted' }]);

  // It was declined before the ledger came to it.
  const early = await asCentre(poolOf(url), async (client) => {
    await client.query('SELECT pg_advisory_xact_lock(1751215215, 2)');
    const accepting = review({ verdict: 'accept', of: [second] });
    await expect.poll(blocked, { timeout: 10_000, interval: 20 }).toBe(1);
    return { accepting, declined: await review({ verdict: 'decline', of: [second], reason: why }, other) };
  });
  expect(early.declined).toEqual([{ n: second, outcome: 'declined' }]);
  expect(await early.accepting).toEqual([{ n: second, outcome: 'gone' }]);
  expect(await inLedger()).toEqual(['note 0']);
  expect((await verdicts()).map(([verdict]) => verdict)).toEqual(['accepted', 'declined']);
});

test('many at once by two supervisors in either order: each ends one way, and both ways agree with the ledger', async () => {
  const [here, other] = [await centreOn(url), await centreOn(url)];
  const { ns, review, inLedger, verdicts } = await handedIn(here, 12);
  const said = await Promise.all([
    review({ verdict: 'accept', of: ns }),
    ...ns.toReversed().map((n) => review({ verdict: 'decline', of: [n], reason: why }, other)),
  ]);
  const ends = (await verdicts()).map(([verdict]) => verdict);
  const taken = new Set(await inLedger());
  expect(ends).toEqual(ns.map((_, i) => (taken.has(`note ${i}`) ? 'accepted' : 'declined')));
  // Nobody is told that it went another way.
  for (const { n, outcome } of said.flat()) if (outcome !== 'gone') expect(outcome).toBe(ends[ns.indexOf(n)]);
});

test('whether something waits still, and whether the ledger has it already, is found by an index', async () => {
  await expectIndexes(poolOf(url), [
    [takenSql, 'answer_pkey'],
    [takenSql, 'change_event'],
    [heldSql, 'quarantine_'],
    [waitingForSql, 'quarantine_'],
  ]);
});
