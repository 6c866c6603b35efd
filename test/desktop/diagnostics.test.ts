import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { diagnostics } from '#shared/diagnostics.ts';
import type { SessionState } from '#shared/session/state.ts';
import { figuresOf, syncFiguresOf } from '#store/figures.ts';
import { diagnosticsOf } from '../../src/main/diagnostics.ts';
import { logLine } from '../../src/main/log.ts';
import { place, storeAt } from '../store/fixture.ts';

const canaries = {
  customer: 'Rosalinda Quiñonero',
  phone: '+34699123987',
  mail: 'rosalinda.q@correo.example',
  note: 'el jarrón llegó hecho añicos',
  draft: 'todavía no está claro',
  person: 'Lucía Ferrer',
  login: 'lucia@casalumbre.example',
  company: 'Casa Lumbre de Prueba',
  server: 'https://centro.casalumbre.example',
  home: 'carpeta-de-alguien',
};
const at = '[2026-11-29 02:50:28.123] [info]  ';

test('the diagnostics hold versions, numbers and lines of the log, and nothing of who works here or for whom', async () => {
  const home = mkdtempSync(join(tmpdir(), `${canaries.home}-`));
  onTestFinished(() => rmSync(home, { recursive: true, force: true }));
  mkdirSync(join(home, 'logs'));
  const lines = [
    `${at}${logLine('start', { version: '0.1.0', demo: false })}`,
    `${at}${logLine('store-fault', { ref: 'ABCD2345', error: canaries.customer, where: canaries.phone })}`,
    `${at}said ${canaries.note}`,
    `${canaries.mail}`,
    `${at}sync who=${canaries.mail}`,
    `${at}sync code=x ${canaries.phone}`,
  ];
  writeFileSync(join(home, 'logs', 'main.log'), `${lines.join('\n')}\n`);
  const store = await storeAt(place());
  store.record([
    {
      type: 'customer.introduce',
      customerId: 'c1',
      caseId: null,
      data: { name: canaries.customer, number: canaries.phone, email: canaries.mail },
    },
    { type: 'note.add', customerId: 'c1', caseId: null, data: { text: canaries.note, about: 'note' } },
  ]);
  store.draft({ key: 'note.c1', body: canaries.draft });
  const view = store.view({ view: 'sync' }) as Parameters<typeof syncFiguresOf>[0];
  const state = {
    phase: 'ready',
    person: { id: 'lucia', name: canaries.person, role: 'agent', skills: [], level: 1 },
    company: canaries.company,
    demo: false,
    server: canaries.server,
    login: canaries.login,
    teams: [{ id: 'day', name: canaries.company }],
    signingIn: { busy: false, provider: null, atProvider: false, trouble: null, step: null },
    pin: false,
    device: null,
  } satisfies SessionState;
  const trouble = { what: 'offline' as const, since: 1, nextTryAt: 2, ref: 'ABCD2345' };
  const found = diagnosticsOf({
    version: '0.1.0',
    settings: { language: 'es', theme: 'dark', letterKeys: true, keys: { note: 'M' } },
    state,
    figures: {
      store: figuresOf(store.db),
      sync: syncFiguresOf({ ...view, server: canaries.server, trouble }),
    },
    home,
    now: 1,
  });
  expect(found).toMatchObject({
    versions: { hilo: '0.1.0' },
    settings: { changedKeys: 1 },
    desk: { phase: 'ready', centre: true, role: 'agent' },
    store: { integrity: 'ok', customers: 1, drafts: 1 },
    sync: { unsent: 2, trouble: { what: 'offline', since: 1, ref: 'ABCD2345' } },
    log: lines.slice(0, 2),
    logLeftOut: 4,
  });
  const text = JSON.stringify(found);
  for (const [what, canary] of Object.entries(canaries))
    expect([what, text.includes(canary)]).toEqual([what, false]);
  // And nothing that is not in its list, whoever puts it there.
  expect(diagnostics.safeParse({ ...found, person: canaries.person }).success).toBe(false);
  expect(diagnostics.safeParse({ ...found, desk: { ...found.desk, role: canaries.person } }).success).toBe(
    false,
  );
});

test('where there is no store and no log, that is what they say', () => {
  const found = diagnosticsOf({
    version: '0.1.0',
    settings: { language: 'en', theme: 'system', letterKeys: false, keys: {} },
    state: { phase: 'starting' },
    figures: null,
    home: join(tmpdir(), 'no-such-folder-of-hilo'),
    now: 1,
  });
  expect(found).toMatchObject({
    store: null,
    sync: null,
    log: [],
    logLeftOut: 0,
    desk: { centre: false, role: null },
  });
});
