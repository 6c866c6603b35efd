import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from '@playwright/test';
import type { News } from '#shared/bridge.ts';
import { newDataDir, phase, sessionOf, test, unlock } from './launch.ts';
import { startAgain } from './start-again.ts';

declare global {
  interface Window {
    heard: News[];
  }
}

const listen = () => {
  window.heard = [];
  window.hilo.on((news) => window.heard.push(news));
};

test('a page reaches nothing but the bridge', async ({ launch }) => {
  const { page, app } = await launch();
  await unlock(page);
  const found = await page.evaluate(async () => {
    const fails = async (act: () => unknown) => {
      try {
        await act();
        return false;
      } catch {
        return true;
      }
    };
    return {
      node: ['require', 'process', 'module', 'Buffer'].filter((name) => name in window),
      bridge: Object.keys(window.hilo).sort(),
      frozen: Object.isFrozen(window.hilo),
      markup: await fails(() => {
        document.createElement('div').innerHTML = '<img src=x onerror=alert(1)>';
      }),
      script: await fails(() => {
        document.createElement('script').text = 'window.evil = 1';
      }),
      // In a timer: what the debugger itself runs may evaluate.
      evaluated: await fails(
        () =>
          new Promise((done, failed) => {
            setTimeout(() => {
              try {
                // biome-ignore lint/security/noGlobalEval: the point of the test
                done(window.eval('1'));
              } catch (error) {
                failed(error);
              }
            });
          }),
      ),
      network: await fails(() => fetch('https://example.com/')),
      ownFile: await fails(() => fetch('app://hilo/index.html')),
      camera: await fails(() => navigator.mediaDevices.getUserMedia({ video: true })),
      clipboardRead: await fails(() => navigator.clipboard.readText()),
      opened: window.open('https://example.com/') === null,
    };
  });
  expect(found).toEqual({
    node: [],
    bridge: ['admin', 'command', 'draft', 'file', 'on', 'session', 'view'],
    frozen: true,
    markup: true,
    script: true,
    evaluated: true,
    network: true,
    ownFile: true,
    camera: true,
    clipboardRead: true,
    opened: true,
  });
  const before = page.url();
  await page.evaluate(() => {
    window.location.href = 'https://example.com/';
  });
  await page.waitForTimeout(300);
  expect(page.url()).toBe(before);
  expect((await sessionOf(page)).state.phase).toBe('ready');
  expect(app.windows()).toHaveLength(1);
});

test('the answer carries the strict policy, a new nonce each time, and nothing outside the page folder', async ({
  launch,
}) => {
  const { app, page } = await launch();
  const ask = (path: string) =>
    app.evaluate(async ({ net }, url) => {
      const answer = await net.fetch(url);
      return { status: answer.status, policy: answer.headers.get('content-security-policy') ?? '' };
    }, `app://hilo${path}`);
  const [one, two] = [await ask('/index.html'), await ask('/index.html')];
  expect(one.policy).toContain("default-src 'none'");
  expect(one.policy).toContain("require-trusted-types-for 'script'");
  expect(one.policy).not.toBe(two.policy);
  for (const path of ['/%2e%2e%2fmain%2fmain.js', '/..%2f..%2fpackage.json', '/%5c..%5cpackage.json'])
    expect((await ask(path)).status).toBe(403);
  expect(await page.content()).not.toContain('__NONCE__');
});

test('the window never says more than its name', async ({ launch }) => {
  const { app, page } = await launch();
  await page.evaluate(() => {
    document.title = 'María López, +34 600 11 22 33';
  });
  const title = await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.getTitle());
  expect(title).toBe('Hilo');
});

test('the page may copy a case number', async ({ launch }) => {
  const { app, page } = await launch();
  await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.focus());
  await page.evaluate(() => navigator.clipboard.writeText('202611240017'));
  await expect.poll(() => app.evaluate(({ clipboard }) => clipboard.readText())).toBe('202611240017');
});

test('a second start shows the first one, and its link rings there', async ({ launch }) => {
  const { page, userDataDir } = await launch();
  await unlock(page);
  await page.evaluate(listen);
  expect(await startAgain(userDataDir, 'hilo://call?from=+34600112233')).toBe(0);
  await expect
    .poll(() => page.evaluate(() => window.heard.filter((news) => news.news === 'ring')))
    .toMatchObject([{ ring: { from: '+34600112233', source: 'link' } }]);
  await startAgain(userDataDir, 'hilo://call?from=javascript:alert(1)');
  await startAgain(userDataDir, '--ring=600112233');
  await startAgain(userDataDir, 'hilo://case/202611240017');
  await expect
    .poll(() =>
      page.evaluate(() =>
        window.heard.flatMap((news) =>
          news.news === 'ring' ? [news.ring.from] : news.news === 'open-case' ? [news.case] : [],
        ),
      ),
    )
    .toEqual(['+34600112233', '600112233', '202611240017']);
});

test('without a keychain a passphrase is asked for, a short one refused and a wrong one told', async ({
  launch,
}) => {
  const first = await launch();
  const { state } = await sessionOf(first.page);
  test.skip(state.phase !== 'passphrase', 'this machine has a keychain');
  expect(state).toEqual({ phase: 'passphrase', mode: 'new', wrong: false, person: null });
  const tooShort = await first.page.evaluate(() =>
    window.hilo.session({ ask: 'passphrase', text: 'eleven char' }),
  );
  expect(tooShort).toMatchObject({ ok: false, fault: { code: 'bad-input' } });
  expect(existsSync(join(first.userDataDir, 'store', 'key.json'))).toBe(false);
  await unlock(first.page, 'contraseña larga');
  await first.close();

  const second = await launch({ userDataDir: first.userDataDir });
  await phase(second.page, 'passphrase');
  const wrong = await second.page.evaluate(() =>
    window.hilo.session({ ask: 'passphrase', text: 'another one' }),
  );
  expect(wrong).toMatchObject({
    ok: true,
    value: { state: { phase: 'passphrase', mode: 'enter', wrong: true } },
  });
  // The same word with its ñ in two characters, as another keyboard writes it.
  await unlock(second.page, 'contrasen\u0303a larga');
});

test('a lost key is a screen, not a new store; setting it aside deletes nothing', async ({ launch }) => {
  const first = await launch();
  await unlock(first.page);
  await first.close();
  const folder = join(first.userDataDir, 'store');
  const database = readFileSync(join(folder, 'hilo.db'));
  writeFileSync(join(folder, 'key.json'), '{');

  const second = await launch({ userDataDir: first.userDataDir });
  expect((await phase(second.page, 'trouble')).state).toMatchObject({ what: 'wrong-key', folder });
  expect(readFileSync(join(folder, 'hilo.db')).equals(database)).toBe(true);
  const reply = await second.page.evaluate(() => window.hilo.session({ ask: 'set-aside' }));
  expect(reply.ok).toBe(true);
  await unlock(second.page);
  const aside = readdirSync(second.userDataDir).filter((name) => name.startsWith('store-set-aside-'));
  expect(aside).toHaveLength(1);
  expect(readFileSync(join(second.userDataDir, aside[0] ?? '', 'hilo.db')).equals(database)).toBe(true);
});

test('a store process that is killed comes back, and no question hangs', async ({ launch }) => {
  const { app, page } = await launch();
  await unlock(page);
  const pid = await app.evaluate(
    ({ app: running }) => running.getAppMetrics().find((one) => one.name === 'Hilo store')?.pid ?? 0,
  );
  expect(pid).toBeGreaterThan(0);
  process.kill(pid, 'SIGKILL');
  await expect
    .poll(() => page.evaluate(async () => (await window.hilo.view({ view: 'queue' })).ok), {
      timeout: 15_000,
    })
    .toBe(true);
  await phase(page, 'ready');
});

test('a link starts Hilo and rings once the desk is ready', async ({ launch }) => {
  const userDataDir = newDataDir();
  const first = await launch({ userDataDir });
  await unlock(first.page);
  await first.close();
  const { page } = await launch({ userDataDir, args: ['hilo://call?from=%2B34600112233'] });
  await page.evaluate(listen);
  await unlock(page);
  await expect
    .poll(() => page.evaluate(() => window.heard.filter((news) => news.news === 'ring')))
    .toMatchObject([{ ring: { from: '+34600112233' } }]);
});
