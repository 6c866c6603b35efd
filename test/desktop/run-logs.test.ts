import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { lookIntoLogs } from '../e2e/logs.ts';

test('what was planted in a run of windows is found in its logs, however it is written, and where', () => {
  const folder = mkdtempSync(join(tmpdir(), 'hilo-run-logs-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const planted = {
    name: 'Rosalinda Quiñonero',
    iban: 'ES91 2100',
    note: 'dijo "no"',
    link: 'a b',
    secret: 'seis',
  };
  writeFileSync(join(folder, 'planted-1.json'), JSON.stringify(planted));
  writeFileSync(join(folder, 'desk-1.log'), `[x] note=dijo \\"no\\" ${planted.name.normalize('NFD')}`);
  writeFileSync(join(folder, 'centre-1.log'), '{"iban":"ES912100"}\n/?q=a%20b');
  writeFileSync(join(folder, 'said-1.log'), '');
  const { planted: count, bytes, found } = lookIntoLogs(folder);
  expect(count).toBe(5);
  expect(bytes).toEqual({ desk: expect.any(Number), centre: expect.any(Number), said: 0 });
  expect(found.toSorted()).toEqual([
    'iban in centre-1.log',
    'link in centre-1.log',
    'name in desk-1.log',
    'note in desk-1.log',
  ]);
});
