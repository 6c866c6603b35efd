import { expect, test } from 'vitest';
import type { Language } from '#shared/settings.ts';
import { type StoryFacts, storySoFar } from '#shared/story/so-far.ts';
import type { CompensationView } from '#shared/views/case.ts';
import { compensationOf } from '../recovery/sample.ts';
import { contact, day, facts, hour, iris, matter, now, omar, promise, summary } from './sample.ts';

const told = (one: StoryFacts, language: Language) =>
  storySoFar(one, now, 'Europe/Madrid', language).map(
    ({ id, tone, text }) => `${id} ${tone}: ${text.replaceAll('\u00a0', ' ')}`,
  );

const remedied = (
  remedy: CompensationView['remedy'],
  amount: CompensationView['amount'],
  state: CompensationView['state'],
): CompensationView => ({
  ...compensationOf(`${remedy}-${state}`, { remedy, amount }),
  state,
  by: iris,
  at: now - day,
  answered: null,
});

const stories: [string, StoryFacts, string[], string[]][] = [
  [
    'a good customer with nothing open',
    facts({
      cases: [matter('k1', { status: 'solved', solvedAt: now - 40 * day })],
      entries: [contact('e1', now - 40 * day, { by: omar })],
    }),
    [
      'who plain: Ana Ruiz: customer since March 2019, 14 orders, €1,230.50 spent.',
      'open good: No open case. Last solved: “La lámpara llegó rota”, 3 Oct.',
      'last plain: Last contact: 3 Oct 14:00, call from the customer, with Omar Peña.',
    ],
    [
      'who plain: Ana Ruiz: cliente desde marzo de 2019, 14 pedidos, gasto total €1,230.50.',
      'open good: Ningún caso abierto. Último resuelto: «La lámpara llegó rota», 3 oct.',
      'last plain: Último contacto: 3 oct 14:00, llamada del cliente, con Omar Peña.',
    ],
  ],
  [
    'somebody no shop knows yet',
    facts({ customer: { since: null }, totals: { orders: 0, spent: [], firstOrderAt: null } }),
    ['who plain: Ana Ruiz: no orders.', 'last plain: No earlier contact recorded.'],
    ['who plain: Ana Ruiz: sin pedidos.', 'last plain: Sin contactos anteriores registrados.'],
  ],
  [
    'a guest without a name, two currencies',
    facts({
      customer: { name: null, guest: true, since: null },
      totals: {
        orders: 1,
        spent: [
          { minor: 3000, currency: 'EUR' },
          { minor: 500, currency: 'JPY' },
        ],
        firstOrderAt: now - 20 * day,
      },
    }),
    [
      'who plain: Customer without a name: bought without an account, first order 23 Oct, 1 order, €30.00 + JP¥500 spent.',
      'last plain: No earlier contact recorded.',
    ],
    [
      'who plain: Cliente sin nombre: compra sin cuenta, primer pedido 23 oct, 1 pedido, gasto total €30.00 + JPY 500.',
      'last plain: Sin contactos anteriores registrados.',
    ],
  ],
  [
    'the third contact about one open case, an overdue promise, things tried',
    facts({
      cases: [
        matter('k1', {
          promises: [promise('p1', { until: now - day }), promise('p2')],
          tried: [
            { text: 'Cambiar la bombilla', at: now - 2 * day, by: iris },
            { text: 'Probar otro enchufe', at: now - day, by: omar },
          ],
        }),
      ],
      entries: [
        contact('e1', now - 4 * day, { caseId: 'k1' }),
        contact('e2', now - 2 * day, { caseId: 'k1', by: omar }),
        contact('e3', now - day, { caseId: 'k1', by: { id: 'u3', name: 'Li' } }),
      ],
    }),
    [
      'who plain: Ana Ruiz: customer since March 2019, 14 orders, €1,230.50 spent.',
      'repeat alarm: 3 contacts in 30 days about “La lámpara llegó rota”, with 3 different people.',
      'promises alarm: Promise overdue since yesterday 13:00: “Llamar con una respuesta” (Iris Vidal). Also: 1 pending.',
      'open warn: Open case: “La lámpara llegó rota”, since 7 Nov, owner Iris Vidal.',
      'tried plain: Already tried: “Probar otro enchufe”, “Cambiar la bombilla”.',
      'last plain: Last contact: yesterday 13:00, call from the customer, with Li.',
    ],
    [
      'who plain: Ana Ruiz: cliente desde marzo de 2019, 14 pedidos, gasto total €1,230.50.',
      'repeat alarm: 3 contactos en 30 días por «La lámpara llegó rota», con 3 personas distintas.',
      'promises alarm: Compromiso vencido desde ayer 13:00: «Llamar con una respuesta» (Iris Vidal). Además: 1 pendiente.',
      'open warn: Caso abierto: «La lámpara llegó rota», desde el 7 nov, a cargo de Iris Vidal.',
      'tried plain: Ya se intentó: «Probar otro enchufe», «Cambiar la bombilla».',
      'last plain: Último contacto: ayer 13:00, llamada del cliente, con Li.',
    ],
  ],
  [
    'the second contact, both with one person',
    facts({
      cases: [matter('k1', { timesReopened: 1 })],
      entries: [
        contact('e1', now - 4 * day, { caseId: 'k1' }),
        contact('e2', now - 2 * hour, { caseId: 'k1' }),
      ],
    }),
    [
      'who plain: Ana Ruiz: customer since March 2019, 14 orders, €1,230.50 spent.',
      'repeat warn: 2 contacts in 30 days about “La lámpara llegó rota”, with 1 person.',
      'open warn: Open case: “La lámpara llegó rota”, since 7 Nov, reopened once, owner Iris Vidal.',
      'last plain: Last contact: today 11:00, call from the customer, with Iris Vidal.',
    ],
    [
      'who plain: Ana Ruiz: cliente desde marzo de 2019, 14 pedidos, gasto total €1,230.50.',
      'repeat warn: 2 contactos en 30 días por «La lámpara llegó rota», con 1 persona.',
      'open warn: Caso abierto: «La lámpara llegó rota», desde el 7 nov, reabierto una vez, a cargo de Iris Vidal.',
      'last plain: Último contacto: hoy 11:00, llamada del cliente, con Iris Vidal.',
    ],
  ],
  [
    'three calls that nobody wrote a case about',
    facts({
      entries: [
        contact('e1', now - 4 * day),
        contact('e2', now - 3 * day, { by: omar }),
        contact('e3', now - hour, { seconds: null, by: null }),
      ],
    }),
    [
      'who plain: Ana Ruiz: customer since March 2019, 14 orders, €1,230.50 spent.',
      'repeat alarm: 3 contacts in 30 days without a case, with 2 different people.',
      'last plain: Last contact: today 12:00, call from the customer, nobody answered.',
    ],
    [
      'who plain: Ana Ruiz: cliente desde marzo de 2019, 14 pedidos, gasto total €1,230.50.',
      'repeat alarm: 3 contactos en 30 días sin caso, con 2 personas distintas.',
      'last plain: Último contacto: hoy 12:00, llamada del cliente, sin respuesta.',
    ],
  ],
  [
    'two open cases, a broken promise, one pending',
    facts({
      cases: [
        matter('k1', {
          owner: omar,
          subject: 'Falta una pieza',
          promises: [promise('p1', { state: 'broken', until: now - 3 * day })],
          timesReopened: 2,
        }),
        matter('k2', {
          openedAt: now - 9 * day,
          promises: [promise('p2', { caseId: 'k2' }), promise('p3', { caseId: 'k2', state: 'kept' })],
        }),
      ],
    }),
    [
      'who plain: Ana Ruiz: customer since March 2019, 14 orders, €1,230.50 spent.',
      'promises warn: Promise broken: “Llamar con una respuesta” (Iris Vidal). Also: 1 pending.',
      'open warn: 2 open cases; the newest: “Falta una pieza”, since 7 Nov, reopened 2 times, owner Omar Peña.',
      'last plain: No earlier contact recorded.',
    ],
    [
      'who plain: Ana Ruiz: cliente desde marzo de 2019, 14 pedidos, gasto total €1,230.50.',
      'promises warn: Compromiso incumplido: «Llamar con una respuesta» (Iris Vidal). Además: 1 pendiente.',
      'open warn: 2 casos abiertos; el más nuevo: «Falta una pieza», desde el 7 nov, reabierto 2 veces, a cargo de Omar Peña.',
      'last plain: Sin contactos anteriores registrados.',
    ],
  ],
  [
    'a pending promise without a case, after a letter',
    facts({
      promises: [promise('p1', { caseId: null, until: now + day, by: omar })],
      entries: [
        contact('e1', Date.UTC(2024, 11, 24, 12), { channel: 'letter', direction: 'out', seconds: null }),
      ],
    }),
    [
      'who plain: Ana Ruiz: customer since March 2019, 14 orders, €1,230.50 spent.',
      'promises plain: Promised by tomorrow 13:00: “Llamar con una respuesta” (Omar Peña).',
      'last plain: Last contact: 24 Dec 2024 13:00, letter to the customer, with Iris Vidal.',
    ],
    [
      'who plain: Ana Ruiz: cliente desde marzo de 2019, 14 pedidos, gasto total €1,230.50.',
      'promises plain: Compromiso pendiente hasta mañana 13:00: «Llamar con una respuesta» (Omar Peña).',
      'last plain: Último contacto: 24 dic 2024 13:00, carta al cliente, con Iris Vidal.',
    ],
  ],
  [
    'one order late, another in trouble',
    facts({
      orders: [
        summary('1002', { delivery: 'not-sent', promisedAt: now - 2 * day, placedAt: now - 3 * day }),
        summary('1001', { delivery: 'trouble' }),
      ],
    }),
    [
      'who plain: Ana Ruiz: customer since March 2019, 14 orders, €1,230.50 spent.',
      'orders warn: Order #1002: not sent yet, late, promised for 10 Nov. 1 more late or in trouble.',
      'last plain: No earlier contact recorded.',
    ],
    [
      'who plain: Ana Ruiz: cliente desde marzo de 2019, 14 pedidos, gasto total €1,230.50.',
      'orders warn: Pedido #1002: sin enviar, con retraso, prometido para el 10 nov. 1 más con retraso o problemas.',
      'last plain: Sin contactos anteriores registrados.',
    ],
  ],
  [
    'an order that left and of which nothing more is known',
    facts({ orders: [summary('1001', { delivery: 'sent', promisedAt: now - 2 * day })] }),
    [
      'who plain: Ana Ruiz: customer since March 2019, 14 orders, €1,230.50 spent.',
      'orders warn: Order #1001: sent, no delivery recorded, promised for 10 Nov.',
      'last plain: No earlier contact recorded.',
    ],
    [
      'who plain: Ana Ruiz: cliente desde marzo de 2019, 14 pedidos, gasto total €1,230.50.',
      'orders warn: Pedido #1001: enviado, sin entrega registrada, prometido para el 10 nov.',
      'last plain: Sin contactos anteriores registrados.',
    ],
  ],
  [
    'an order under way',
    facts({ orders: [summary('1001', { delivery: 'partly-sent', promisedAt: now + 2 * day })] }),
    [
      'who plain: Ana Ruiz: customer since March 2019, 14 orders, €1,230.50 spent.',
      'orders plain: Order #1001: only a part was sent, promised for 14 Nov.',
      'last plain: No earlier contact recorded.',
    ],
    [
      'who plain: Ana Ruiz: cliente desde marzo de 2019, 14 pedidos, gasto total €1,230.50.',
      'orders plain: Pedido #1001: enviado solo en parte, prometido para el 14 nov.',
      'last plain: Sin contactos anteriores registrados.',
    ],
  ],
  [
    'something given and more asked for, in an open case and in one that is solved',
    facts({
      cases: [
        matter('k1', {
          compensations: [
            remedied('voucher', { minor: 1689, currency: 'EUR' }, 'given'),
            remedied('letter', null, 'given'),
            remedied('voucher', { minor: 1689, currency: 'EUR' }, 'given'),
            remedied('replacement', null, 'requested'),
            remedied('gift', null, 'declined'),
          ],
        }),
        matter('k2', {
          status: 'solved',
          solvedAt: now - 3 * day,
          compensations: [remedied('refund', { minor: 500, currency: 'EUR' }, 'given')],
        }),
      ],
      totals: { contacts: 2, lastContactAt: now - 3 * day },
    }),
    [
      'who plain: Ana Ruiz: customer since March 2019, 14 orders, €1,230.50 spent.',
      'open warn: Open case: “La lámpara llegó rota”, since 7 Nov, owner Iris Vidal.',
      'given warn: Given so far: voucher €16.89 (2 times), letter of apology. Waiting for approval: sent again.',
      'last plain: Last contact: 9 Nov 13:00.',
    ],
    [
      'who plain: Ana Ruiz: cliente desde marzo de 2019, 14 pedidos, gasto total €1,230.50.',
      'open warn: Caso abierto: «La lámpara llegó rota», desde el 7 nov, a cargo de Iris Vidal.',
      'given warn: Ya se dio: vale €16.89 (2 veces), carta de disculpa. Pendiente de aprobación: otro envío.',
      'last plain: Último contacto: 9 nov 13:00.',
    ],
  ],
  [
    'five things tried',
    facts({
      cases: [
        matter('k1', {
          tried: [1, 2, 3, 4, 5].map((n) => ({ text: 'abcde'.charAt(n - 1), at: now - n * hour, by: iris })),
        }),
      ],
      totals: { contacts: 2, lastContactAt: now - 3 * day },
    }),
    [
      'who plain: Ana Ruiz: customer since March 2019, 14 orders, €1,230.50 spent.',
      'open warn: Open case: “La lámpara llegó rota”, since 7 Nov, owner Iris Vidal.',
      'tried plain: Already tried: “a”, “b”, “c” and 2 more.',
      'last plain: Last contact: 9 Nov 13:00.',
    ],
    [
      'who plain: Ana Ruiz: cliente desde marzo de 2019, 14 pedidos, gasto total €1,230.50.',
      'open warn: Caso abierto: «La lámpara llegó rota», desde el 7 nov, a cargo de Iris Vidal.',
      'tried plain: Ya se intentó: «a», «b», «c» y 2 más.',
      'last plain: Último contacto: 9 nov 13:00.',
    ],
  ],
];

test.each(stories)('%s', (_, one, en, es) => {
  expect(told(one, 'en')).toEqual(en);
  expect(told(one, 'es')).toEqual(es);
});

test('Spain has its own tense', () => {
  const one = facts({ cases: [matter('k1', { tried: [{ text: 'a', at: now, by: iris }] })] });
  expect(told(one, 'es-ES')).toContain('tried plain: Ya se ha intentado: «a».');
});

test('every sentence opens what is behind it', () => {
  const one = facts({
    cases: [matter('k1', { promises: [promise('p1')], tried: [{ text: 'a', at: now, by: iris }] })],
    orders: [summary('1001', { delivery: 'trouble' })],
    entries: [contact('e1', now - day, { caseId: 'k1' }), contact('e2', now - hour, { caseId: 'k1' })],
  });
  expect(
    Object.fromEntries(
      storySoFar(one, now, 'UTC', 'en').map(({ id, refs }) => [
        id,
        refs.map((ref) => `${ref.kind} ${ref.id}`),
      ]),
    ),
  ).toEqual({
    who: [],
    repeat: ['case k1', 'contact e2', 'contact e1'],
    open: ['case k1'],
    orders: ['order 1001'],
    promises: ['promise p1'],
    tried: ['case k1'],
    last: ['contact e2'],
  });
});

test('a long text is cut and kept on one line', () => {
  const subject = `La  lámpara\n${'muy '.repeat(40)}rota`;
  const [, open] = told(facts({ cases: [matter('k1', { subject })] }), 'es');
  expect(open).toMatch(/^open warn: Caso abierto: «La lámpara (muy )+muy…», desde/);
  expect(open?.length).toBeLessThan(170);
});

test('the most urgent comes first after who it is', () => {
  const one = facts({
    cases: [matter('k1', { promises: [promise('p1', { until: now - 1 })] })],
    orders: [summary('1001', { delivery: 'trouble' })],
  });
  expect(storySoFar(one, now, 'UTC', 'en').map(({ id, tone }) => `${id} ${tone}`)).toEqual([
    'who plain',
    'promises alarm',
    'open warn',
    'orders warn',
    'last plain',
  ]);
});
