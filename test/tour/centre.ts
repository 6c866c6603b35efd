import { writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import type { ElectronApplication, Page } from 'playwright-core';
import { type Between, between } from '../e2e/between.ts';
import { type Centre, colleague, startCentre } from '../e2e/centre.ts';
import { launchHilo, newDataDir, phase, unlock } from '../e2e/launch.ts';
import { type Camera, camera } from './camera.ts';

/*
 * Every state of signing in and of the sync, made by a real centre and a line to it that breaks in many ways, with pictures in both
 * languages and both themes: `node test/tour/centre.ts --out FOLDER`. For people who change these screens; nothing is checked here.
 */
const { values } = parseArgs({ options: { out: { type: 'string', default: '.cache/tour-centre' } } });

type Tour = { app: ElectronApplication; page: Page; line: Between; centre: Centre; shoot: Camera['shoot'] };

/** In whatever language the window is: by what it is, not by its words. */
const says = (page: Page, tone: string) =>
  page.locator(`footer button[data-tone="${tone}"]`).waitFor({ timeout: 300_000 });
const dialog = (page: Page) => page.locator('[role=dialog]:visible').first();
const askNow = (page: Page) => page.evaluate(() => window.hilo.session({ ask: 'sync-now' }));
const sync = (page: Page) =>
  page.evaluate(async () => {
    const reply = await window.hilo.view({ view: 'sync' });
    if (!reply.ok) throw new Error('no sync');
    return reply.value;
  });
const until = async (page: Page, what: (now: Awaited<ReturnType<typeof sync>>) => boolean): Promise<void> => {
  for (const end = Date.now() + 300_000; !what(await sync(page)); ) {
    if (Date.now() > end) throw new Error(`the sync stays ${JSON.stringify(await sync(page))}`);
    await new Promise((again) => setTimeout(again, 250));
  }
};
const level = (page: Page) =>
  until(page, (now) => now.trouble === null && now.filling === null && now.unsent === 0 && !now.busy);

const attempt = async (page: Page, login: string, password: string): Promise<void> => {
  await page.locator('input[autocomplete=username]').fill(login);
  await page.locator('input[autocomplete=current-password]').fill(password);
  await page.keyboard.press('Enter');
};

/** An attempt that came to nothing is over, and the screen says why. */
const answered = async (page: Page): Promise<void> => {
  await page.waitForFunction(async () => {
    const reply = await window.hilo.session({ ask: 'state' });
    return reply.ok && reply.value.state.phase === 'sign-in' && reply.value.state.trouble !== null;
  });
  await page.getByRole('alert').locator('p').first().waitFor();
};

async function signingIn({ page, line, centre, shoot }: Tour): Promise<void> {
  await phase(page, 'sign-in');
  await shoot('11-sign-in');
  await attempt(page, 'lucia', 'not the password');
  await answered(page);
  await shoot('12-wrong-password');
  for (const way of ['down', 'portal', 'busy', 'update', 'revoked'] as const) {
    line.goes(way);
    await attempt(page, 'lucia', centre.password);
    await answered(page);
    await shoot(`13-sign-in-${way}`);
  }
  line.goes('silent');
  await attempt(page, 'lucia', centre.password);
  await page.locator('form [role=status]:not(:empty)').waitFor();
  await shoot('14-asking');
  await page.evaluate(() => window.hilo.session({ ask: 'sign-in-cancel' }));
  line.goes('silent', 'GET /snapshots');
  await attempt(page, 'lucia', centre.password);
  await phase(page, 'passphrase');
  await shoot('15-passphrase');
  await unlock(page);
  await says(page, 'info');
  await page.locator('h1').first().waitFor();
  await shoot('16-filling');
  await page.keyboard.press('Control+e');
  await dialog(page).waitFor();
  await shoot('17-filling-list');
  await page.keyboard.press('Escape');
  line.goes('through');
  await level(page);
  await says(page, 'plain');
  await shoot('18-all-sent');
}

const openCarmen = async (page: Page): Promise<void> => {
  await page.keyboard.press('Control+k');
  await page.keyboard.type('Carmen Ruiz Ortega');
  await page.locator('[role=option] >> text=Carmen Ruiz Ortega').first().waitFor();
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: 'Carmen Ruiz Ortega' }).first().waitFor();
};

const note = async (page: Page, text: string): Promise<void> => {
  await page.keyboard.press('n');
  await page.keyboard.type(text);
  await page.keyboard.press('Control+Enter');
  await page.getByRole('article').filter({ hasText: text }).waitFor();
};

const newCase = async (page: Page, subject: string): Promise<{ customerId: string; caseId: string }> => {
  await page.keyboard.press('Control+n');
  await dialog(page).getByRole('radio').first().click();
  await dialog(page).locator('input[type=text], input:not([type])').first().fill(subject);
  await page.keyboard.press('Control+Enter');
  await dialog(page).waitFor({ state: 'detached' });
  return page.evaluate(async (wanted) => {
    const queue = await window.hilo.view({ view: 'queue' });
    const one = queue.ok ? queue.value.mine.findLast((each) => each.subject === wanted) : undefined;
    if (!one) throw new Error('no such case');
    return { customerId: one.customerId, caseId: one.caseId };
  }, subject);
};

async function troubles({ page, line, shoot }: Tour): Promise<void> {
  await openCarmen(page);
  line.goes('down');
  await note(page, 'Escrito en el tren, sin red.');
  await note(page, 'Otra nota sin red.');
  await until(page, (now) => now.trouble?.what === 'offline' && now.unsent === 2);
  await shoot('21-offline');
  await page.keyboard.press('Control+e');
  await shoot('22-offline-list');
  for (const way of ['portal', 'busy', 'update', 'revoked', 'sign-in'] as const) {
    line.goes(way);
    await askNow(page);
    await until(
      page,
      (now) => now.trouble !== null && now.trouble.what === (way === 'portal' ? 'portal' : way),
    );
    await shoot(`23-list-${way}`);
  }
  await page.keyboard.press('Escape');
  await shoot('24-sign-in-again-footer');
  await page.keyboard.press('Control+e');
  await dialog(page).getByRole('button').nth(1).click();
  await page.locator('#sign-in-again').waitFor();
  await shoot('25-sign-in-again');
}

async function again({ page, line, centre, shoot }: Tour): Promise<void> {
  line.goes('through');
  await attempt(page, 'mateo', centre.password);
  await page.locator('[aria-modal=false] [role=alert] p').waitFor();
  await shoot('26-other-person');
  await attempt(page, 'lucia', centre.password);
  await page.locator('#sign-in-again').waitFor({ state: 'detached' });
  await level(page);
}

async function refused({ page, line, centre, shoot }: Tour): Promise<void> {
  const both = await newCase(page, 'Un caso que dos resuelven');
  await level(page);
  const late = await newCase(page, 'Una promesa tardía');
  await level(page);
  line.goes('down');
  await page.keyboard.press('p');
  await page
    .getByRole('textbox', { name: 'What did we promise?' })
    .fill('La llamo el viernes con la respuesta.');
  await page.getByText('In 2 working days').first().click();
  await page.keyboard.press('Control+Enter');
  await openCarmen(page);
  await page.evaluate(
    async ({ customerId, caseId }) =>
      window.hilo.command([
        {
          type: 'case.solve',
          customerId,
          caseId,
          data: {
            how: 'Hablé con el almacén: sale mañana el TN-2410 comprobado a mano.\nLa clienta lo sabe y está de acuerdo.',
          },
        },
      ]),
    both,
  );
  const mateo = await colleague(centre, 'mateo');
  await mateo.solve(both);
  await mateo.solve(late);
  line.goes('through');
  await askNow(page);
  await until(page, (now) => now.refused > 0 && now.unsent === 0);
  await shoot('31-refused-footer');
  await page.keyboard.press('Control+e');
  await shoot('32-refused-list');
  await dialog(page).locator('li').first().getByRole('button').first().click();
  await page.locator('textarea:visible').first().waitFor();
  await shoot('33-written-again');
  await page.keyboard.press('Escape');
}

/** What only a centre that was restored and a clock that is wrong would bring. */
async function rare({ page, line, shoot }: Tour): Promise<void> {
  line.rewrites((answer) => ({ ...answer, at: answer.at - 12 * 60_000 }));
  await askNow(page);
  await until(page, (now) => (now.clockOff ?? 0) > 300_000);
  await shoot('41-clock');
  await page.keyboard.press('Control+e');
  await shoot('42-clock-list');
  await page.keyboard.press('Escape');
  let told = false;
  line.rewrites((answer) => {
    const [head] = answer.heads;
    if (told || !head) return answer;
    told = true;
    const { team, epoch, n } = head;
    return { ...answer, pages: [], forks: [{ team, epoch, ancestor: n - 6 }] };
  });
  await askNow(page);
  await until(page, (now) => now.restored !== null);
  line.rewrites(null);
  await level(page);
  await page.keyboard.press('Control+e');
  await shoot('43-restored-list');
  await page.keyboard.press('Escape');
}

async function leaving({ page, line, shoot }: Tour): Promise<void> {
  line.goes('down');
  await openCarmen(page);
  await note(page, 'Aún sin enviar al irme.');
  await page.locator('section button[aria-haspopup=menu]').first().click();
  await page.getByRole('menu').waitFor();
  await shoot('51-menu');
  await page.getByRole('menuitem').last().click();
  await dialog(page).waitFor();
  await shoot('52-leave');
  await dialog(page).getByRole('button').last().click();
  await page.locator('input[autocomplete=username]').waitFor();
  await shoot('53-left');
  line.goes('through');
}

async function orders({ app, page, line, centre, shoot }: Tour, folder: string): Promise<void> {
  const choose = (path: string) =>
    app.evaluate(({ dialog: dialogs }, chosen) => {
      dialogs.showOpenDialog = async () => ({ canceled: false, filePaths: [chosen] });
    }, path);
  const rows = Array.from({ length: 60 }, (_, n) => {
    const total = n % 9 === 7 ? 'mucho' : '25.00';
    return `#T${n},cliente${n}@example.org,paid,2026-11-01 10:00:00 +0100,EUR,${total},1,Lámpara,25.00`;
  });
  const head =
    'Name,Email,Financial Status,Created at,Currency,Total,Lineitem quantity,Lineitem name,Lineitem price';
  const good = join(folder, 'pedidos-noviembre.csv');
  writeFileSync(good, [head, ...rows].join('\n'));
  const bad = join(folder, 'fotos.csv');
  writeFileSync(bad, 'esto no son pedidos\n1;2;3\n');

  await attempt(page, 'nuria', centre.password);
  await phase(page, 'passphrase');
  await unlock(page);
  await page.locator('footer button[data-tone]').waitFor();
  await page.keyboard.press('Control+k');
  await page.locator('[role=option]').first().waitFor();
  await page
    .locator('[role=option]')
    .filter({ hasText: /Bring orders|Importar pedidos/ })
    .click();
  await dialog(page).waitFor();
  await shoot('61-orders');
  line.goes('silent', 'GET /imports/');
  await choose(good);
  await dialog(page).locator('button[type=submit]').click();
  await dialog(page).getByRole('progressbar').waitFor();
  await shoot('62-orders-running');
  line.goes('down', 'GET /imports/');
  line.goes('through');
  await dialog(page).getByRole('table').first().waitFor();
  await shoot('63-orders-report');
  await dialog(page).getByRole('button').last().click();
  await choose(bad);
  await dialog(page).locator('button[type=submit]').click();
  await dialog(page).getByRole('alert').waitFor();
  await shoot('64-orders-failed');
}

const folder = resolve(values.out);
const userDataDir = newDataDir();
const centre = await startCentre();
const line = await between(centre.address);
const { app, page, close } = await launchHilo({ userDataDir, args: ['--server', line.address] });
try {
  await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.setContentSize(1440, 900));
  const { shoot, paths } = camera(page, folder);
  const tour: Tour = { app, page, line, centre, shoot };
  await signingIn(tour);
  await troubles(tour);
  await again(tour);
  await refused(tour);
  await rare(tour);
  await leaving(tour);
  await orders(tour, userDataDir);
  console.log(`${paths.length} pictures in ${folder}`);
} catch (error) {
  await page.screenshot({ path: join(folder, 'stopped-here.png') });
  throw error;
} finally {
  await close();
  await line.close();
  await centre.close();
}
