import { type ChildProcess, spawn } from 'node:child_process';
import { resolve } from 'node:path';
import electronPackage from 'electron';
import { applicationPath, cleanEnv, electronPath, switches } from './launch.ts';

export const passphrase = 'correct horse battery';
export const onlineRetailMapping = resolve(
  import.meta.dirname,
  '../../resources/import/online-retail.mapping.json',
);

/** One import that runs; `out` and `err` are what it has said so far, `code` its exit code, null when a signal ended it. */
export type Run = { child: ChildProcess; out: () => string; err: () => string; code: Promise<number | null> };

/** `electron <application> --import …`, as `npm run import` starts it, in English unless `args` say otherwise. */
export const runImport = (userDataDir: string, ...args: string[]): Run => {
  const path = electronPath() ?? String(electronPackage);
  const all = [
    ...switches(userDataDir),
    applicationPath(),
    '--import',
    '--passphrase-stdin',
    ...(args.includes('--language') ? [] : ['--language', 'en']),
    ...args,
  ];
  const child = spawn(path, all, { env: cleanEnv({ INIT_CWD: process.cwd() }), stdio: 'pipe' });
  let out = '';
  let err = '';
  child.stdout?.on('data', (chunk) => {
    out += String(chunk);
  });
  child.stderr?.on('data', (chunk) => {
    err += String(chunk);
  });
  child.stdin?.end(`${passphrase}\n`);
  const code = new Promise<number | null>((done) => child.on('close', done));
  return { child, out: () => out, err: () => err, code };
};
