import { expect } from '@playwright/test';
import { sessionOf, test, unlock } from './launch.ts';

test('the demo company opens by itself in both languages, and nothing breaks the page policy', async ({
  launch,
}) => {
  const { app, page } = await launch({ args: ['--demo'] });
  const complaints: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(error.message));
  const { state } = await unlock(page);
  expect(state).toMatchObject({
    phase: 'ready',
    demo: true,
    company: 'Casa Lumbre',
    person: { id: 'lucia' },
  });
  await page.evaluate(() => window.hilo.session({ ask: 'demo-ring', from: '+34600112233' }));
  for (const language of ['es-ES', 'en'] as const)
    for (const theme of ['light', 'dark'] as const) {
      await page.evaluate((change) => window.hilo.session({ ask: 'settings', change }), { language, theme });
      await expect.poll(async () => (await sessionOf(page)).settings).toMatchObject({ language, theme });
      expect(await app.evaluate(({ nativeTheme }) => nativeTheme.themeSource)).toBe(theme);
      const menu = await app.evaluate(({ Menu }) =>
        Menu.getApplicationMenu()?.items.map((item) => item.label),
      );
      expect(menu).toContain(language === 'en' ? 'Edit' : 'Editar');
      // Styles that the policy refused would leave the browser's own.
      expect(await page.evaluate(() => getComputedStyle(document.body).fontFamily)).not.toContain('Times');
    }
  expect(complaints).toEqual([]);
});

test('settings outlive the window', async ({ launch }) => {
  const first = await launch();
  await first.page.evaluate(() =>
    window.hilo.session({
      ask: 'settings',
      change: { theme: 'dark', language: 'es', keys: { note: 'KeyM' } },
    }),
  );
  await first.close();
  const second = await launch({ userDataDir: first.userDataDir });
  expect((await sessionOf(second.page)).settings).toEqual({
    theme: 'dark',
    language: 'es',
    letterKeys: true,
    keys: { note: 'KeyM' },
  });
});
