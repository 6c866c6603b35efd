import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from '@playwright/test';
import type { DeviceView } from '#shared/sync/accounts.ts';
import type { SignedIn } from '#shared/sync/identity.ts';
import type { QuarantineAnswer } from '#shared/sync/revocation.ts';
import { png } from '../attachment/content.ts';
import { askNow, openCase, writeNote } from './at-centre.ts';
import { ask } from './centre.ts';
import { seatedAt } from './desks.ts';
import { drop } from './drop.ts';

const test = seatedAt('ines', 'nuria');

test('a desk that is shut out says so, hands in what it had not sent, its photo too, and holds nothing any more', async ({
  desks: {
    ines: { page, line, userDataDir },
    nuria,
  },
  company,
}) => {
  const { address, password } = company.centre;
  const asked = { login: 'nuria', password, device: null, deviceName: 'elsewhere' };
  const { token } = await ask<SignedIn>(address, '/sign-in', asked);
  const stores = join(userDataDir, 'people');
  expect(readdirSync(stores)).toHaveLength(1);
  line.goes('down');
  await openCase(page, 'Carmen Ruiz Ortega', 'Written on the train');
  await writeNote(page, 'never sent from here');
  const photo = { name: 'rota.png', type: 'image/png', body: png(64, 48, { noise: 50_000 }) };
  await drop(page, page.getByRole('article').first(), [photo]);
  await page.getByRole('textbox', { name: 'What it shows' }).fill('The shade, in pieces');
  await page.keyboard.press('Control+Enter');
  await page.getByText('1 file attached').waitFor();
  const { devices } = await ask<{ devices: DeviceView[] }>(address, '/devices', undefined, token);
  for (const { id } of devices.filter(({ person, enrolled }) => person === 'ines' && enrolled))
    await ask(address, `/devices/${id}/revoke`, {}, token);
  const goesOn = line.holds('PUT /quarantine/hand-in');
  line.goes('through');
  await askNow(page);
  // What was written is there, the photo is not: the bar says so.
  const bar = page.getByRole('progressbar');
  await expect(bar).toHaveAccessibleName(/^(\d+) of (?!\1 )\d+ handed in$/, { timeout: 60_000 });
  await expect(bar).toHaveAttribute('aria-valuenow', /^[5-9]\d/);
  goesOn();
  await page
    .getByRole('heading', { name: 'Your data was erased from this machine' })
    .waitFor({ timeout: 60_000 });
  await expect(page.getByText('are with a supervisor')).toBeVisible();
  await expect(page.getByText('Carmen Ruiz Ortega')).toHaveCount(0);
  expect(existsSync(stores) ? readdirSync(stores) : []).toEqual([]);
  const { items } = await ask<QuarantineAnswer>(address, '/quarantine', undefined, token);
  expect(JSON.stringify(items)).toContain('never sent from here');
  // Whoever reviews it looks at the photo first.
  await nuria.page.reload();
  await nuria.page.getByRole('button', { name: /^Written by Inés/ }).press('Enter');
  await nuria.page.getByRole('button', { name: /^The shade, in pieces/ }).press('Enter');
  await nuria.page.getByRole('img', { name: 'The shade, in pieces' }).waitFor();
  // Who is elsewhere by the time a review is answered stays there; who is not goes on in what is left.
  const waiting = nuria.page.getByRole('list', { name: 'Handed in by machines that were shut out' });
  const photoOf = waiting.getByRole('button', { name: /^The shade, in pieces/ });
  await expect(waiting.getByRole('listitem')).toHaveCount(3);
  const reviewed = nuria.line.holds('POST /quarantine/review');
  await waiting
    .getByRole('button', { name: /^Accept/ })
    .first()
    .press('Enter');
  await photoOf.focus();
  reviewed();
  await expect(waiting.getByRole('listitem')).toHaveCount(2);
  await expect(photoOf).toBeFocused();
  await waiting
    .getByRole('button', { name: /^Accept/ })
    .first()
    .press('Enter');
  await expect(waiting.getByRole('listitem')).toHaveCount(1);
  await expect(nuria.page.getByRole('dialog').locator('button:focus')).toBeVisible();
  const emptied = async () => {
    const now = await ask<{ devices: DeviceView[] }>(address, '/devices', undefined, token);
    return now.devices.filter(({ person, shutOut }) => person === 'ines' && shutOut?.emptied).length;
  };
  await expect.poll(emptied).toBeGreaterThan(0);
  await expect(page.locator('button:focus')).toBeVisible();
  await page.keyboard.press('Enter');
  await page.getByRole('textbox', { name: 'Login' }).waitFor();
  await company.putAway('ines');
});
