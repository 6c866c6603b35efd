import { appendFileSync, existsSync, linkSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Readable } from 'node:stream';

/** Where the logs of the whole run are gathered (logs-run.ts); null outside of one. */
const folder = (): string | null => process.env.HILO_E2E_LOGS ?? null;

let count = 0;
const place = (kind: string): string | null => {
  const at = folder();
  count += 1;
  return at === null ? null : join(at, `${kind}-${process.pid}-${count}.log`);
};

/** Keeps a log file of something that runs: it goes on growing here, also when its own folder is removed. */
export const keepLog = (path: string, kind: string): void => {
  const kept = place(kind);
  if (kept !== null && existsSync(path)) linkSync(path, kept);
};

/** Keeps what a process says on its streams. */
export const keepSaid = (kind: string, ...streams: (Readable | null)[]): void => {
  const kept = place(kind);
  if (kept === null) return;
  for (const stream of streams) stream?.on('data', (text: Buffer) => appendFileSync(kept, text));
};

/** Notes what was really handled by a desk and a centre in this run, and must be in no log of it. */
export const plant = (canaries: Record<string, string>): void => {
  const at = folder();
  if (at !== null) writeFileSync(join(at, `planted-${process.pid}.json`), JSON.stringify(canaries));
};

/** The same text as it may stand in a file: quoted, in an address, without its blanks, with its accents apart. */
const spellings = (text: string): string[] => [
  text,
  encodeURIComponent(text),
  JSON.stringify(text).slice(1, -1),
  text.replaceAll(/\s/g, ''),
  text.normalize('NFD'),
];

export type Looked = {
  /** How many texts were planted. */
  planted: number;
  /** Bytes of logs, by kind of log. */
  bytes: Record<string, number>;
  /** Which planted text is in which log. */
  found: string[];
};

/** Looks for everything that was planted in every log of the run. */
export const lookIntoLogs = (at: string): Looked => {
  const files = readdirSync(at);
  const planted = Object.assign(
    {},
    ...files
      .filter((name) => name.startsWith('planted-'))
      .map((name) => JSON.parse(readFileSync(join(at, name), 'utf8'))),
  ) as Record<string, string>;
  const looked: Looked = { planted: Object.keys(planted).length, bytes: {}, found: [] };
  for (const name of files.filter((one) => one.endsWith('.log'))) {
    const text = readFileSync(join(at, name), 'utf8');
    const kind = name.split('-')[0] ?? name;
    looked.bytes[kind] = (looked.bytes[kind] ?? 0) + text.length;
    for (const [what, canary] of Object.entries(planted))
      if (spellings(canary).some((one) => text.includes(one))) looked.found.push(`${what} in ${name}`);
  }
  return looked;
};
