import { expect } from '@playwright/test';
import type { OrderRecord } from '#shared/order/records.ts';
import { askNow, openCase, openStory, saysStatus } from './at-centre.ts';
import type { Centre } from './centre.ts';
import { seatedAt } from './desks.ts';

const test = seatedAt('lucia', 'mateo');

/** What the shop says of an order of somebody: all of it left just now. */
async function scan({ address, password }: Centre, order: OrderRecord): Promise<void> {
  const post = async (path: string, body: unknown, token = '') => {
    const headers = {
      'content-type': 'application/json',
      ...(token && { authorization: `Bearer ${token}` }),
    };
    const answer = await fetch(address + path, { method: 'POST', headers, body: JSON.stringify(body) });
    if (!answer.ok) throw new Error(`${path}: ${await answer.text()}`);
    return (await answer.json()) as { token: string };
  };
  const { token } = await post('/sign-in', { login: 'nuria', password, device: null, deviceName: 'shop' });
  const lines = order.lines.map(({ id, quantity }) => ({ lineId: id, quantity }));
  const parcel = {
    id: 'scanned',
    leftAt: Date.now(),
    carrier: 'NorteLog',
    tracking: 'NL-778899',
    trackingUrl: null,
    lines,
    promisedAt: null,
    deliveredAt: null,
    signedBy: null,
    events: [{ at: Date.now(), status: 'collected', place: null, text: null }],
  };
  await post('/records', { records: [{ ...order, delivery: 'sent', shipments: [parcel] }] }, token);
}

test('a promise keeps itself when the parcel is scanned, also one made without a network; over another the case is solved only by saying so', async ({
  company: { centre },
  desks,
}) => {
  const { line } = desks.lucia;
  const [lucia, mateo] = [desks.lucia.page, desks.mateo.page];
  // Somebody of the demo with an order of which nothing has left.
  const found = await lucia.evaluate(async () => {
    for (const text of ['a', 'e', 'i', 'm', 'c', 'l', 's', 'j', 'r', 'p']) {
      const hits = await window.hilo.view({ view: 'search', text, limit: 50 });
      if (!hits.ok) continue;
      for (const { card } of hits.value) {
        const reply = await window.hilo.view({ view: 'customer', customerId: card.id });
        const customer = reply.ok ? reply.value : null;
        const order = customer?.orders.find((one) => one.kind === 'sale' && one.delivery === 'not-sent');
        if (!customer || !order || customer.cases.length > 0) continue;
        const whole = await window.hilo.view({ view: 'order', customerId: card.id, orderId: order.id });
        if (whole.ok && whole.value) return { name: card.name ?? '', order: whole.value };
      }
    }
    return null;
  });
  if (!found) throw new Error('the demo has nobody who waits for an order');
  const { name, order } = found;

  await openCase(lucia, name, 'Pregunta cuándo sale');
  await saysStatus(lucia, 'All sent');
  line.goes('down');
  await lucia.keyboard.press('p');
  await lucia.getByRole('textbox', { name: 'What did we promise?' }).fill('Su pedido sale esta semana');
  await lucia.getByRole('button', { name: 'In 2 working days' }).click();
  await lucia
    .getByLabel('Does it keep itself?')
    .selectOption({ label: `When all of ${order.number} has left` });
  await lucia.keyboard.press('Control+Enter');
  const made = (page: typeof lucia) =>
    page.getByRole('article').filter({ hasText: 'Su pedido sale esta semana' });
  await expect(made(lucia).first()).toContainText('kept by itself when the order leaves');

  // Scanned while her desk hears of nothing.
  await scan(centre, order);
  line.goes('through');
  await askNow(lucia);
  await openStory(mateo, name);
  for (const page of [lucia, mateo]) {
    const kept = page.getByRole('article').filter({ hasText: 'by itself: the order left' });
    await expect(kept).toHaveCount(1, { timeout: 30_000 });
    await expect(kept).toContainText('Promise kept');
    await expect(kept).toContainText('Hilo');
  }
  const cases = lucia.getByRole('region', { name: 'Cases' });
  await expect(cases).toContainText(/kept by itself/);

  // Nobody will keep the second one: it is not solved over it without a word, and the colleague reads the word.
  await lucia.keyboard.press('p');
  await lucia.getByRole('textbox', { name: 'What did we promise?' }).fill('Le llamamos el viernes');
  await lucia.getByRole('button', { name: 'In 5 working days' }).click();
  await lucia.keyboard.press('Control+Enter');
  await lucia.getByRole('article').filter({ hasText: 'Le llamamos el viernes' }).waitFor();
  await lucia.keyboard.press('s');
  await lucia.getByRole('textbox', { name: 'How was it solved?' }).fill('Salió.');
  await lucia.keyboard.press('Control+Enter');
  await expect(lucia.getByRole('alert')).toContainText('Say what becomes of this promise.');
  await lucia.getByRole('radio', { name: /I told the customer/ }).check();
  await lucia.getByRole('textbox', { name: 'What the customer was told' }).fill('Ya no hace falta llamar.');
  await lucia.keyboard.press('Control+Enter');
  for (const page of [lucia, mateo]) {
    const solved = page.getByRole('article').filter({ hasText: 'Salió.' });
    await expect(solved).toContainText('solved', { timeout: 30_000 });
    await expect(solved).toContainText('Ya no hace falta llamar.');
  }
});
