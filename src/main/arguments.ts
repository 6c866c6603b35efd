import { findLink } from './calls/link.ts';
import type { DemoChoice } from './profile.ts';

/** What the command line asks of Hilo, besides Chromium's own switches. `import`: the arguments after `--import`, unread. */
export type StartArguments = {
  demo: DemoChoice | null;
  /** `--server=URL`, unread; an empty one forgets the one that is kept. */
  server: string | null;
  /** `--as=LOGIN`: one of the demo company's people, who sits down without being asked. */
  as: string | null;
  import: string[] | null;
  /** `--ring=<number>`: what `npm run ring` sends to the Hilo that is running. */
  ring: string | null;
  link: string | null;
};

const given = (args: readonly string[], name: string): string | null => {
  const at = args.findIndex((arg) => arg === name || arg.startsWith(`${name}=`));
  const arg = args[at];
  if (arg === undefined) return null;
  return arg === name ? (args[at + 1] ?? null) : arg.slice(name.length + 1);
};

const readSeed = (text: string | null): number =>
  text !== null && /^\d{1,9}$/.test(text) ? Number(text) : 1;

/** An ISO date and time, as in `--anchor=2026-11-24T09:00:00Z`; for pictures and tests that must show the same days. */
const readAnchor = (text: string | null): number | null => {
  const at = text === null ? Number.NaN : Date.parse(text);
  return Number.isNaN(at) ? null : at;
};

/** Reads `process.argv`. A value that cannot be read counts as not given. */
export const readArguments = (argv: readonly string[]): StartArguments => {
  const args = argv.slice(1);
  const importAt = args.indexOf('--import');
  const demo = args.includes('--demo')
    ? { seed: readSeed(given(args, '--seed')), anchor: readAnchor(given(args, '--anchor')) }
    : null;
  const nothing = { demo, server: null, as: null, import: null, ring: null, link: null };
  if (importAt !== -1) return { ...nothing, import: args.slice(importAt + 1) };
  return {
    ...nothing,
    server: given(args, '--server'),
    as: given(args, '--as'),
    ring: given(args, '--ring'),
    link: findLink(args),
  };
};
