import { spawn } from 'node:child_process';
import electronPackage from 'electron';
import { applicationPath, cleanEnv, electronPath, switches } from './launch.ts';

/** Starts Hilo as the system does for a link: a second process with the link as its argument. Resolves with its exit code. */
export const startAgain = (userDataDir: string, ...args: string[]): Promise<number | null> =>
  new Promise((resolve) => {
    const path = electronPath() ?? String(electronPackage);
    const child = spawn(path, [...switches(userDataDir), applicationPath(), ...args], {
      env: cleanEnv(),
      stdio: 'ignore',
    });
    child.on('exit', resolve);
  });
