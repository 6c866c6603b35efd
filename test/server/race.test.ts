import { type ChildProcess, fork } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import type pg from 'pg';
import { expect, onTestFinished, test } from 'vitest';
import { contact, note } from '../store/fixture.ts';
import { freshDatabase, poolOf } from './centre.ts';
import { deskOf, makeTeams, person, sent, streamOf } from './desk.ts';

// What is drawn before the commit and seen after it is lost for a reader that goes by number.

/** Between the numbers and the commit a transaction takes its time, each another one. */
const slowly = `
  CREATE FUNCTION take_time() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN PERFORM pg_sleep(random() * 0.006); RETURN NULL; END $$;
  CREATE TRIGGER take_time AFTER INSERT ON change FOR EACH STATEMENT EXECUTE FUNCTION take_time();`;

/** The mistake: numbers from a sequence. Everything else is as it is. */
const fromSequence = `
  CREATE SEQUENCE plain;
  CREATE OR REPLACE FUNCTION append_changes(
    p_team text, p_at bigint, p_kind text[], p_key text[], p_customer text[], p_stream text[], p_body text[]
  ) RETURNS bigint LANGUAGE plpgsql AS $$
  DECLARE v_first bigint; v_last bigint; v_link text := repeat('0', 64);
  BEGIN
    FOR i IN 1 .. array_length(p_key, 1) LOOP
      v_last := nextval('plain');
      v_first := coalesce(v_first, v_last);
      INSERT INTO change (team, n, at, kind, key, customer_id, stream, body, link)
      VALUES (p_team, v_last, p_at, p_kind[i], p_key[i], p_customer[i], p_stream[i], p_body[i], v_link);
    END LOOP;
    PERFORM pg_notify('hilo_head', json_build_object('team', p_team, 'n', v_last, 'link', v_link)::text);
    RETURN v_first;
  END $$;`;

async function serverOn(url: string): Promise<string> {
  const child: ChildProcess = fork(join(import.meta.dirname, 'ledger-process.ts'), [url]);
  onTestFinished(() => {
    child.kill('SIGKILL');
  });
  const { port } = await new Promise<{ port: number }>((listens, fails) => {
    child.on('message', (message) => listens(message as { port: number }));
    child.on('exit', (code) => fails(new Error(`the server ended with ${code}`)));
  });
  return `http://127.0.0.1:${port}`;
}

type Race = {
  pool: pg.Pool;
  servers: [string, string];
  /** Pushes that were answered. */
  pushes: number;
  /** Numbers that were acknowledged. */
  acknowledged: number[];
  /** Numbers as a live reader came to them, who asks for what is after the last one. */
  read: number[];
  looks: number;
  /** How often that reader stepped over a number. */
  holes: number;
};

const customers = Array.from({ length: 16 }, (_, index) => `c${index}`);

/** 16 writers at two server processes and two that write records, with a live reader, until `enough` says so or 50 s are over. */
async function race(prepare: string, enough: (race: Race) => boolean): Promise<Race> {
  const url = await freshDatabase();
  const pool = poolOf(url, { size: 6 });
  await makeTeams(pool, 'es', 'home');
  // The writers' own team is another one, so that nothing comes down to them: what they say to customers is taken all the same.
  await pool.query("INSERT INTO customer_team SELECT unnest($1::text[]), 'es'", [customers]);
  await pool.query(slowly + prepare);
  const servers: [string, string] = [await serverOn(url), await serverOn(url)];
  const state: Race = { pool, servers, pushes: 0, acknowledged: [], read: [], looks: 0, holes: 0 };
  let over = false;

  async function write(customer: string, server: string): Promise<void> {
    const desk = deskOf(person('lucia', 'home'));
    while (!over) {
      const { answers } = await desk.exchange(server, {
        commands: [sent(note(customer, null)), sent(contact(customer, null))],
      });
      state.pushes += 1;
      for (const one of answers) {
        if (one.outcome !== 'accepted') throw new Error(one.outcome);
        for (let n = one.n; n < one.n + one.count; n += 1) state.acknowledged.push(n);
      }
    }
  }

  async function writeRecords(): Promise<void> {
    while (!over) {
      const { rows } = await pool.query<{ n: number }>(
        `SELECT append_changes('es', 1, '{record}', ARRAY[$1], '{NULL}', '{NULL}', '{"{}"}') AS n`,
        [randomUUID()],
      );
      state.acknowledged.push(...rows.map(({ n }) => n));
    }
  }

  async function readLive(): Promise<void> {
    while (!over) {
      const last = state.read.at(-1) ?? 0;
      const numbers = await numbersAfter(pool, last);
      state.looks += 1;
      for (const [index, n] of numbers.entries())
        if (n !== (numbers[index - 1] ?? last) + 1) state.holes += 1;
      state.read.push(...numbers);
      over ||= enough(state);
    }
  }

  const end = setTimeout(() => {
    over = true;
  }, 150_000);
  const work = [
    ...customers.map((customer, index) => write(customer, servers[index % 2] ?? '')),
    ...[writeRecords(), writeRecords(), readLive()],
  ].map((one) =>
    one.finally(() => {
      over = true;
    }),
  );
  await Promise.all(work).finally(() => clearTimeout(end));
  return state;
}

async function numbersAfter(pool: pg.Pool, last: number): Promise<number[]> {
  const { rows } = await pool.query<{ n: number }>(
    "SELECT n FROM change WHERE team = 'es' AND n > $1 ORDER BY n",
    [last],
  );
  return rows.map(({ n }) => n);
}

/** Numbers that are there and that the reader never came to. */
async function lostTo({ pool, read }: Race): Promise<number[]> {
  const seen = new Set(read);
  const last = read.at(-1) ?? 0;
  return (await numbersAfter(pool, 0)).filter((n) => n <= last && !seen.has(n));
}

test('16 writers at two processes leave no hole for a live reader, by number or by exchange', async () => {
  const began = performance.now();
  const long = 6000;
  const reading: Promise<void>[] = [];
  const readers = [deskOf(person('ana', 'es')), deskOf(person('ben', 'es'))];
  const result = await race('', (state) => {
    // Desks that check every page as a store does, now at one process and now at the other.
    if (reading.length === 0) {
      const go = async (desk: (typeof readers)[number], turn: number): Promise<void> => {
        for (let at = turn; performance.now() - began < long; at += 1)
          await desk.exchange(state.servers[at % 2] ?? '');
      };
      reading.push(...readers.map(go));
    }
    return performance.now() - began > long && state.pushes >= 100 && state.acknowledged.length >= 600;
  });
  await Promise.all(reading);
  const numbers = await numbersAfter(result.pool, 0);
  expect(numbers).toEqual(numbers.map((_, index) => index + 1));
  expect(result.acknowledged.toSorted((a, b) => a - b)).toEqual(numbers);
  expect(result.holes).toBe(0);
  expect(await lostTo(result)).toEqual([]);
  const stream = (await streamOf(result.pool, 'es')).map(({ body }) => body);
  for (const [index, desk] of readers.entries()) {
    await desk.catchUp(result.servers[index] ?? '');
    expect(desk.bodies.get('es')).toEqual(stream.slice(0, desk.cursors.get('es')?.n));
    expect(desk.cursors.get('es')?.n).toBeGreaterThan(300);
  }
  // It was a race.
  expect(result.pushes).toBeGreaterThanOrEqual(100);
  expect(result.acknowledged.length).toBeGreaterThanOrEqual(600);
  expect(result.looks).toBeGreaterThan(100);
});

test('the same race over a plain sequence loses changes for the reader', async () => {
  const result = await race(fromSequence, ({ holes, looks }) => holes >= 5 && looks >= 50);
  expect(result.holes).toBeGreaterThan(0);
  expect((await lostTo(result)).length).toBeGreaterThan(0);
});
