import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { metricsOf } from '#server/operation/metrics.ts';
import { exchangeAnswer } from '#shared/sync/exchange.ts';
import { freshDatabase, poolOf } from './centre.ts';
import { askOf, sent } from './desk.ts';
import { ask, type Run, runMain } from './main-run.ts';
import { password, staffedDatabase } from './staffed.ts';

/** What must be in no log and no metric: of customers, of people who work here, of their secrets. */
const canaries = {
  customer: 'Rosalinda Quiñonero',
  phone: '+34 699 123 987',
  iban: 'ES91 2100 0418 4502 0005 1332',
  mail: 'rosalinda.q@correo.example',
  street: 'Calle de la Golondrina 47',
  note: 'el jarrón llegó hecho añicos',
  subject: 'jarrón roto en el reparto',
  promise: 'le llamo el martes a las nueve',
  word: 'palabra-secreta-del-cliente',
  brokenJson: 'texto-en-un-json-cortado',
  query: 'buscada-en-la-consulta',
  path: 'escrita-en-el-camino',
  header: 'puesta-en-una-cabecera',
  login: 'canario.login@casalumbre.example',
  wrongPassword: 'contraseña equivocada del canario',
  person: 'Canaria Empleada Nueva',
  newPassword: 'ocho veleros amarillos',
  machine: 'PC de la recepción canaria',
  team: 'Equipo Canario de Tarde',
  key: 'clave:canario-en-un-fallo',
} as const;

type Bearer = { token: string; refresh: string; device: string };

/** A whole session with everything that can go well or wrong, over the network. Returns the statuses that were answered. */
async function session(
  address: string,
  break_: () => Promise<void>,
  mend: () => Promise<void>,
): Promise<{ statuses: Set<number>; secrets: string[] }> {
  const statuses = new Set<number>();
  const say = async (path: string, options: Parameters<typeof ask>[2] = {}) => {
    const answer = await ask(address, path, options);
    statuses.add(answer.status);
    return answer;
  };
  const signIn = async (login: string, word: string) =>
    (await say('/sign-in', { body: { login, password: word, device: null, deviceName: canaries.machine } }))
      .body as Bearer;
  await signIn(canaries.login, canaries.wrongPassword);
  await signIn('lucia@casalumbre.example', canaries.wrongPassword);
  const nuria = await signIn('nuria@casalumbre.example', password);
  const person = {
    name: canaries.person,
    role: 'agent',
    active: true,
    teams: ['day'],
    login: canaries.login,
  };
  await say('/teams/tarde', { method: 'PUT', body: { name: canaries.team }, token: nuria.token });
  await say('/people/canaria', {
    method: 'PUT',
    body: { ...person, password: canaries.newPassword },
    token: nuria.token,
  });
  await say('/people/canaria', { method: 'PUT', body: { ...person, [canaries.key]: 1 }, token: nuria.token });
  await say('/people/canaria', {
    method: 'PUT',
    body: { ...person, name: `${canaries.person}\0` },
    token: nuria.token,
  });
  const canaria = await signIn(canaries.login, canaries.newPassword);
  const refreshed = (await say('/refresh', { body: { device: canaria.device, refresh: canaria.refresh } }))
    .body as Bearer;

  const note = (text: string) =>
    sent(
      { type: 'note.add', customerId: canaries.mail, caseId: null, data: { text, about: 'note' } },
      'canaria',
      randomUUID(),
    );
  const texts = [
    canaries.note,
    canaries.phone,
    canaries.iban,
    canaries.customer,
    canaries.street,
    canaries.subject,
    canaries.promise,
  ];
  const pushed = await say('/exchange', { body: askOf({ commands: texts.map(note) }), token: canaria.token });
  expect(exchangeAnswer.parse(pushed.body).answers.map(({ outcome }) => outcome)).toEqual(
    texts.map(() => 'accepted'),
  );
  await say('/exchange', {
    body: askOf({ commands: [{ ...note(canaries.word), text: `{"${canaries.word}":1}` }] }),
    token: canaria.token,
  });
  await say('/exchange', { body: `{"v":1,"x":"${canaries.brokenJson}`, token: canaria.token });
  await say('/exchange', { body: { ...askOf({}), [canaries.key]: canaries.word }, token: canaria.token });
  await say(`/people?after=a&q=${encodeURIComponent(canaries.query)}`, { token: nuria.token });
  await say(`/${canaries.path}/${encodeURIComponent(canaries.customer)}?q=${canaries.query}`, {
    token: canaria.token,
  });
  await say(`/people/${canaries.path}`, {
    method: 'PUT',
    body: { ...person, teams: [canaries.path] },
    token: nuria.token,
  });
  await fetch(`${address}/me`, {
    headers: {
      authorization: `Bearer ${canaries.header}`,
      'user-agent': canaries.header,
      'x-request-id': canaries.header,
    },
  });

  // What is wrong inside speaks of the rows it chokes on.
  await break_();
  await say('/people/canaria', {
    method: 'PUT',
    body: { ...person, password: canaries.newPassword },
    token: nuria.token,
  });
  await say('/exchange', { body: askOf({ commands: [note(canaries.note)] }), token: canaria.token });
  await mend();
  await say('/sign-out', { body: {}, token: canaria.token });
  return {
    statuses,
    secrets: [nuria, canaria, refreshed].flatMap(({ token, refresh }) => [
      token,
      refresh,
      token.split('.')[2] ?? '',
    ]),
  };
}

async function sessionWith(run: Run, url: string) {
  const pool = poolOf(url);
  return session(
    await run.listens,
    async () => {
      await pool.query(
        `CREATE FUNCTION choke() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
           RAISE EXCEPTION 'cannot take %', NEW USING DETAIL = NEW::text, HINT = '${canaries.key}'; END $$`,
      );
      for (const table of ['person_team', 'change'])
        await pool.query(
          `CREATE TRIGGER choke BEFORE INSERT ON ${table} FOR EACH ROW EXECUTE FUNCTION choke()`,
        );
    },
    async () => void (await pool.query('DROP FUNCTION choke CASCADE')),
  );
}

test('the log and the output of a whole session hold none of twenty planted texts, and no token', async () => {
  const url = await staffedDatabase();
  const run = runMain({ DATABASE_URL: url, HILO_LOG: 'debug', HILO_COMPANY: 'Casa Lumbre' });
  const { statuses, secrets } = await sessionWith(run, url);
  const metrics = await fetch(`${await run.listens}/metrics`);
  const series = await metrics.text();
  run.kill('SIGTERM');
  expect(await run.ended).toBe(0);
  // The session was what it was to be: things went well and wrong, and were written about.
  expect([...statuses].sort()).toEqual([200, 204, 400, 401, 404, 500]);
  const lines = run
    .log()
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
  expect(lines.length).toBeGreaterThan(20);
  const failure = lines.find(({ msg }) => msg === 'request-failed');
  expect(failure).toMatchObject({
    level: 'error',
    ref: expect.any(String),
    error: { class: 'DatabaseError', code: 'P0001' },
  });
  expect(lines).toContainEqual(
    expect.objectContaining({ msg: 'answered', route: '/people/:id', method: 'PUT', status: 500 }),
  );

  const written = `${run.log()}\n${run.out()}\n${series}`;
  const variants = [
    ...Object.values(canaries),
    ...secrets,
    'Lucía',
    'Nuria',
    'casalumbre.example',
    password,
  ].flatMap((text) => [
    text,
    encodeURIComponent(text),
    JSON.stringify(text).slice(1, -1),
    text.replaceAll(/\s/g, ''),
    text.normalize('NFD'),
  ]);
  expect(Object.keys(canaries)).toHaveLength(20);
  expect(variants.filter((text) => written.includes(text))).toEqual([]);
});

test('the metrics count requests by route, and know the pool, the commands, the desks that listen and the event loop', async () => {
  const url = await staffedDatabase();
  const run = runMain({ DATABASE_URL: url });
  await sessionWith(run, url);
  const text = await (await fetch(`${await run.listens}/metrics`)).text();
  const value = (series: string): number => {
    const line = text.split('\n').find((one) => one.startsWith(`${series} `));
    if (line === undefined) throw new Error(`no ${series} in ${text}`);
    return Number(line.slice(series.length + 1));
  };
  expect(value('hilo_request_seconds_count{method="POST",route="/sign-in",status="200"}')).toBe(2);
  expect(value('hilo_request_seconds_count{method="GET",route="none",status="404"}')).toBe(1);
  expect(value('hilo_commands_total{outcome="accepted"}')).toBe(7);
  expect(value('hilo_commands_total{outcome="unreadable"}')).toBe(2);
  expect(value('hilo_commit_commands_sum')).toBe(7);
  expect(value('hilo_answer_changes_sum')).toBeGreaterThanOrEqual(7);
  expect(value('hilo_change_bytes_total')).toBeGreaterThan(1000);
  expect(value('hilo_desks_listening')).toBe(0);
  expect(value('hilo_pool_connections')).toBeGreaterThan(0);
  expect(value('nodejs_eventloop_lag_p99_seconds')).toBeGreaterThan(0);
});

test('a database that does not answer keeps back no figure but its own', async () => {
  const pool = poolOf(await freshDatabase(), { size: 1 });
  const held = await pool.connect();
  const { registry } = metricsOf(pool, 50);
  // Its turn comes first, and never.
  const waits = pool.query('SELECT 1');
  const first = await Promise.race([registry.metrics(), waits.then(String, String)]);
  expect(first).toMatch(/^hilo_customers_untaken Nan$/m);
  expect(first).toMatch(/^hilo_pool_waiting [12]$/m);
  held.release();
  await waits;
});
