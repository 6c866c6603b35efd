import { expect } from '@playwright/test';
import { browse, openIdp } from '../server/idp.ts';
import { codesOf } from '../server/second-factor.ts';
import { openStory, saysStatus, typeIn } from './at-centre.ts';
import { faultsOfThemes } from './axe.ts';
import { startServer } from './centre.ts';
import { test as base, type Launched, phase, unlock } from './launch.ts';
import { shoot, wear } from './seat.ts';
import { write } from './write.ts';

const admin = { login: 'nuria@casalumbre.example', password: 'ventana-azul-al-norte' };

const another = 'siete faroles rojos';

/** A company's own centre, not the demo's, with an identity provider and somebody of its people. */
const test = base.extend<
  { desk: () => Promise<Launched> },
  { company: { address: string; signInsAreOld: () => Promise<void> } }
>({
  company: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of fixtures from this pattern
    async ({}, use) => {
      const idp = await openIdp();
      const centre = await startServer([], {
        HILO_COMPANY: 'Casa Lumbre',
        HILO_ADMIN_LOGIN: admin.login,
        HILO_ADMIN_PASSWORD: admin.password,
        HILO_OIDC_ISSUER: idp.issuer,
        HILO_OIDC_CLIENT_ID: idp.clientId,
        HILO_OIDC_NAME: 'Contoso',
      });
      await use(centre);
      await centre.close();
      await idp.stop();
    },
    { scope: 'worker', timeout: 120_000 },
  ],
  desk: async ({ launch, company }, use) => {
    await use(async () => {
      const one = await launch({ args: ['--server', company.address] });
      await wear(one.page, { language: 'en', theme: 'light' });
      // The person's own browser is another program: main hands it an address, and a person goes there.
      await one.app.evaluate(({ shell }) => {
        shell.openExternal = async (url) => {
          (globalThis as { opened?: string }).opened = url;
        };
      });
      return one;
    });
  },
});

/** Where main sent the browser. */
const opened = async ({ app }: Launched): Promise<string> => {
  let url = '';
  await expect
    .poll(async () => {
      url = await app.evaluate(() => (globalThis as { opened?: string }).opened ?? '');
      return url;
    })
    .not.toBe('');
  await app.evaluate(() => {
    (globalThis as { opened?: string }).opened = '';
  });
  return url;
};

test('somebody signs in with the company’s own provider in their browser, after a wrong password and after they had gone away from it once', async ({
  desk,
}) => {
  const one = await desk();
  const { page } = one;
  await phase(page, 'sign-in');
  const button = page.getByRole('button', { name: 'Sign in with Contoso' });
  await button.waitFor();
  const login = page.getByLabel('Login', { exact: true });
  const password = page.getByLabel('Password', { exact: true });
  await login.fill(admin.login);
  await password.fill('not this one');
  await password.press('Enter');
  await expect(page.getByRole('alert')).toContainText('is not right');
  await expect(password).toBeFocused();
  // Whoever mends the name is not put into the password whenever something else changes.
  await login.focus();
  await wear(page, { theme: 'dark' });
  await expect(login).toBeFocused();
  await wear(page, { theme: 'light' });
  await expect(login).toBeFocused();
  await shoot(page, 'ways');
  expect(await faultsOfThemes(one)).toEqual([]);
  await button.press('Enter');
  const first = await opened(one);
  await expect(page.getByText('Go on in your browser: Contoso asks there who you are.')).toBeVisible();
  await shoot(page, 'at-provider');
  expect(await faultsOfThemes(one)).toEqual([]);
  const seen = JSON.stringify(await page.evaluate(() => window.hilo.session({ ask: 'state' })));
  expect(seen).not.toContain(new URL(first).searchParams.get('state'));
  await page.getByRole('button', { name: 'Cancel' }).press('Enter');
  await expect(button).toBeFocused();

  await button.press('Enter');
  const second = await opened(one);
  // Who goes to the password meanwhile types on there.
  await password.focus();
  await fetch(await browse(second, 'somebody-else'));
  await expect(page.getByRole('alert')).toContainText('Hilo has no account for you');
  await expect(password).toBeFocused();
  await shoot(page, 'unknown-person');
  expect(await faultsOfThemes(one)).toEqual([]);

  await button.press('Enter');
  await fetch(await browse(await opened(one), 'nuria'));
  await unlock(page);
  const { state } = await phase(page, 'ready');
  expect(state).toMatchObject({ login: admin.login, signingIn: { provider: 'Contoso' } });
});

test('an admin with a password sets up an app at the first sign-in, keeps the recovery codes, is asked for a code the next time and before somebody is erased, and changes the password', async ({
  desk,
  company,
}) => {
  const one = await desk();
  const { page } = one;
  const looked = async (name: string) => {
    await shoot(page, name);
    expect.soft(await faultsOfThemes(one), name).toEqual([]);
  };
  await phase(page, 'sign-in');
  await typeIn(page, admin.login, admin.password);
  await page.getByRole('heading', { name: 'Set up an authenticator app' }).waitFor();
  await page.getByRole('img', { name: 'QR code' }).waitFor();
  await looked('enrolment');
  const secret = ((await page.locator('code').textContent()) ?? '').replaceAll(' ', '');
  expect(secret).toMatch(/^[A-Z2-7]{32}$/);
  const code = codesOf(secret);
  await page.getByRole('textbox', { name: 'Code' }).fill('000000');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('alert')).toContainText('That code is not right');
  await expect(page.getByRole('textbox', { name: 'Code' })).toBeFocused();
  await write(page, await code());
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: 'Keep these codes' }).waitFor();
  await expect(page.getByRole('listitem')).toHaveCount(10);
  await looked('recovery');
  await page.getByRole('button', { name: 'I have kept them' }).press('Enter');
  await unlock(page);
  await phase(page, 'ready');

  // Not waited for: the page begins anew.
  await page.evaluate(() => void window.hilo.session({ ask: 'sign-out' }));
  await page.getByRole('textbox', { name: 'Login' }).waitFor();
  await typeIn(page, admin.login, admin.password);
  await page.getByRole('heading', { name: 'One more step' }).waitFor();
  await looked('code');
  await page.getByRole('textbox', { name: 'Code' }).fill(await code());
  await page.keyboard.press('Enter');
  await unlock(page);
  const { state } = await phase(page, 'ready');
  expect(state).toMatchObject({ person: { role: 'admin' }, signingIn: { step: null } });

  await saysStatus(page, 'All sent');
  const data = { name: 'Rosa Prieto', number: null, email: null };
  await page.evaluate((one) => window.hilo.command([one]), {
    type: 'customer.introduce' as const,
    customerId: crypto.randomUUID(),
    caseId: null,
    data,
  });
  await openStory(page, data.name);
  await saysStatus(page, 'All sent');
  await company.signInsAreOld();
  await page.getByRole('button', { name: 'Customer file', exact: true }).click();
  await page.getByRole('menuitem', { name: 'Erase this person…' }).click();
  await page.getByLabel('Why', { exact: true }).selectOption('Kept for too long');
  const erase = page.getByRole('button', { name: 'Ask to erase' });
  await erase.press('Enter');
  await page.getByRole('heading', { name: 'Sign in again' }).waitFor();
  await page.getByRole('textbox', { name: 'Password' }).fill(admin.password);
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: 'One more step' }).waitFor();
  await looked('code-again');
  await page.getByRole('textbox', { name: 'Code' }).fill(await code());
  await page.keyboard.press('Enter');
  await expect(page.getByText('Signed in again. Ask for it once more now.')).toBeVisible();
  await expect(erase).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: data.name })).toHaveCount(0);

  const open = async (panel: string) => {
    await page.getByRole('button', { name: 'Settings' }).press('Enter');
    await page.getByRole('menuitem', { name: panel }).press('Enter');
  };
  await open('Change the password');
  await page.getByLabel('Password of now').fill('otra cosa que no es');
  await page.getByLabel('New password').fill(another);
  await page.getByLabel('The same once more').fill(another);
  await page.keyboard.press('Enter');
  await expect(page.getByText('That is not your password of now.')).toBeVisible();
  await looked('own-password');
  await page.getByLabel('Password of now').fill(admin.password);
  await page.keyboard.press('Enter');
  await expect(page.getByText('Your password is changed.')).toBeVisible();

  await open('People and teams');
  await page.getByRole('button', { name: admin.login }).press('Enter');
  const ways = page.getByRole('region', { name: 'Signing in' });
  await expect(ways.getByLabel('Known at Contoso as')).toHaveValue('nuria');
  await ways.getByRole('button', { name: 'Begin the second factor anew…' }).press('Enter');
  const reset = ways.getByRole('region', { name: 'Begin the second factor anew?' });
  await reset.getByLabel('New password').fill('contraseña123456');
  await page.keyboard.press('Enter');
  await expect(reset.getByRole('alert')).toContainText('This password can be guessed');
  await looked('ways');
  await page.keyboard.press('Escape');
  await expect(reset).toHaveCount(0);
});
