import { randomUUID } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { expect } from '@playwright/test';
import { diagnostics } from '#shared/diagnostics.ts';
import type { SignedIn } from '#shared/sync/identity.ts';
import { openCase, saysStatus, writeNote } from './at-centre.ts';
import { type Desk, seatedAt } from './desks.ts';
import { drop } from './drop.ts';
import { plant } from './logs.ts';
import { find, shoot } from './seat.ts';
import { startAgain } from './start-again.ts';
import { write } from './write.ts';

const test = seatedAt('lucia');

/** Of a customer, of what was said and done, of secrets: whatever anybody's carelessness could write into a log. */
const canaries = {
  name: 'Rosalinda Quiñonero Abad',
  phone: '+34699123987',
  mail: 'rosalinda.q@correo.example',
  subject: 'Jarrón hecho añicos en el reparto',
  words: 'Dice que el repartidor lo tiró por la valla',
  note: 'Llamar al hijo, que se llama Evaristo',
  iban: 'ES91 2100 0418 4502 0005 1332',
  street: 'Calle de la Golondrina 47, tercero B',
  draft: 'Todavía no está claro si lo paga el seguro',
  search: 'golondrina quinientos',
  fileName: 'jarron-de-la-abuela.txt',
  fileText: 'factura del taller de cerámica Albaicín',
  fileAbout: 'El jarrón antes de caerse',
  link: 'quien-llama-de-verdad',
  login: 'canario.de.la.mina',
  wrongPassword: 'contraseña equivocada del canario',
  machine: 'PC de la recepción canaria',
  badField: 'campo-que-nadie-conoce',
};

test('what a customer says, what is written down and what is secret goes through a desk and its centre (and is in no log, which the end of the run looks at)', async ({
  desks,
  company,
}) => {
  const { page, userDataDir } = desks.lucia;
  await startAgain(userDataDir, `hilo://call?from=${canaries.link}`);
  await startAgain(userDataDir, `hilo://call?from=${encodeURIComponent(canaries.phone)}`);
  const name = page.getByRole('textbox', { name: 'Name', exact: true });
  // Where the test before left something begun, the ring waits in a tab.
  await expect(async () => {
    await page.keyboard.press('F6');
    await expect(name).toBeVisible({ timeout: 1000 });
  }).toPass({ timeout: 30_000 });
  await name.fill(canaries.name);
  await page.getByRole('textbox', { name: /^E-mail/ }).fill(canaries.mail);
  await page.getByRole('button', { name: 'Open a card for them' }).click();
  await expect(page.getByRole('heading', { name: canaries.name }).first()).toBeVisible();
  await page.keyboard.press('F8');
  await page.getByRole('button', { name: 'Put away' }).click();

  await openCase(page, canaries.name, canaries.subject);
  for (const text of [canaries.note, canaries.iban, canaries.street, canaries.words])
    await writeNote(page, text);
  const story = page.getByRole('main');
  await drop(page, story, [
    { name: canaries.fileName, type: 'text/plain', body: Buffer.from(canaries.fileText) },
  ]);
  await page.getByRole('textbox', { name: 'What it shows' }).fill(canaries.fileAbout);
  await page.keyboard.press('Control+Enter');
  await expect(page.getByRole('button', { name: canaries.fileAbout }).first()).toBeVisible();
  await page.keyboard.press('Control+k');
  await find(page, canaries.search);
  await page.keyboard.press('Escape');
  await page.keyboard.press('n');
  await write(page, canaries.draft);
  await saysStatus(page, 'All sent');
  await diagnosticsOf(desks.lucia);

  const secrets = await askedOfTheCentre(company.centre);
  const all = { ...canaries, ...secrets };
  expect(Object.keys(all).length).toBeGreaterThanOrEqual(20);
  plant(all);
});

/** What the agent reads is what is saved for IT: figures and lines of the log, and nothing of what was just written. */
async function diagnosticsOf({ app, page }: Desk): Promise<void> {
  await page.getByRole('main').focus();
  await page.keyboard.press('Control+k');
  const options = await find(page, 'diagnostics file');
  await options.first().click();
  const dialog = page.getByRole('dialog', { name: 'Diagnostics for IT' });
  const content = dialog.getByRole('region', { name: 'Content of the file' });
  await expect(content).toContainText('"projection"');
  const text = (await content.textContent()) ?? '';
  expect(diagnostics.parse(JSON.parse(text))).toMatchObject({ desk: { centre: true }, sync: { unsent: 0 } });
  for (const [what, canary] of Object.entries(canaries))
    expect([what, text.includes(canary)]).toEqual([what, false]);
  await shoot(page, 'diagnostics');
  const path = join(mkdtempSync(join(tmpdir(), 'hilo-diagnostics-')), 'it.json');
  await app.evaluate(({ dialog: system }, to) => {
    system.showSaveDialog = async () => ({ canceled: false, filePath: to });
  }, path);
  await dialog.getByRole('button', { name: 'Save…' }).click();
  await expect(dialog).toHaveCount(0);
  expect(readFileSync(path, 'utf8').trim()).toBe(text.trim());
  rmSync(dirname(path), { recursive: true, force: true });
}

/** A wrong password, a right one and its tokens, and a body that is none. */
async function askedOfTheCentre({ address, password }: { address: string; password: string }) {
  const post = (path: string, body: object, token?: string) =>
    fetch(address + path, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
      },
      body: JSON.stringify(body),
    });
  const who = { device: null, deviceName: canaries.machine };
  const wrong = await post('/sign-in', { ...who, login: canaries.login, password: canaries.wrongPassword });
  expect(wrong.status).toBe(401);
  const right = await post('/sign-in', { ...who, login: 'mateo', password });
  const { token, refresh } = (await right.json()) as SignedIn;
  const bad = await post('/exchange', { [canaries.badField]: canaries.note, id: randomUUID() }, token);
  expect(bad.status).toBe(400);
  return { token, refresh, password };
}
