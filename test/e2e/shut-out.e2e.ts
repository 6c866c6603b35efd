import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from '@playwright/test';
import type { DeviceView } from '#shared/sync/accounts.ts';
import type { SignedIn } from '#shared/sync/identity.ts';
import type { QuarantineAnswer } from '#shared/sync/revocation.ts';
import { askNow, openCase, writeNote } from './at-centre.ts';
import { ask } from './centre.ts';
import { seatedAt } from './desks.ts';

const test = seatedAt('ines');

test('a desk that is shut out says so, hands in what it had not sent, and holds nothing any more', async ({
  desks: {
    ines: { page, line, userDataDir },
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
  const { devices } = await ask<{ devices: DeviceView[] }>(address, '/devices', undefined, token);
  for (const { id } of devices.filter(({ person, enrolled }) => person === 'ines' && enrolled))
    await ask(address, `/devices/${id}/revoke`, {}, token);
  line.goes('through');
  await askNow(page);
  await page
    .getByRole('heading', { name: 'Your data was erased from this machine' })
    .waitFor({ timeout: 60_000 });
  await expect(page.getByText('are with a supervisor')).toBeVisible();
  await expect(page.getByText('Carmen Ruiz Ortega')).toHaveCount(0);
  expect(existsSync(stores) ? readdirSync(stores) : []).toEqual([]);
  const { items } = await ask<QuarantineAnswer>(address, '/quarantine', undefined, token);
  expect(JSON.stringify(items)).toContain('never sent from here');
  const emptied = async () => {
    const now = await ask<{ devices: DeviceView[] }>(address, '/devices', undefined, token);
    return now.devices.filter(({ person, shutOut }) => person === 'ines' && shutOut?.emptied).length;
  };
  await expect.poll(emptied).toBeGreaterThan(0);
  await page.keyboard.press('Enter');
  await page.getByRole('textbox', { name: 'Login' }).waitFor();
  await company.putAway('ines');
});
