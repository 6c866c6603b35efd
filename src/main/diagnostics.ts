import { readFileSync } from 'node:fs';
import { cpus, release, totalmem } from 'node:os';
import { join } from 'node:path';
import { type Diagnostics, diagnostics, logLine, storeFigures, syncFigures } from '#shared/diagnostics.ts';
import type { SessionState } from '#shared/session/state.ts';
import type { Settings } from '#shared/settings.ts';

export type DiagnosticsParts = {
  /** Of Hilo itself; the others are the process's. */
  version: string;
  settings: Settings;
  state: SessionState;
  /** What the store's process answered to `figures`; null where there is none to ask. */
  figures: { store: unknown; sync: unknown } | null;
  /** Hilo's own folder, absolute: its log is in there. */
  home: string;
  /** ms since 1970. */
  now: number;
};

const mostLines = 200;

/** What IT is to know of this Hilo: of the log only lines of its own shape, of everything else only what the schema has. */
export function diagnosticsOf({
  version,
  settings,
  state,
  figures,
  home,
  now,
}: DiagnosticsParts): Diagnostics {
  const written = lastLines(join(home, 'logs', 'main.log'));
  const log = written.filter((line) => logLine.safeParse(line).success);
  const isReady = state.phase === 'ready' || state.phase === 'locked';
  const { electron = 'none', chrome = 'none', node } = process.versions;
  return diagnostics.parse({
    v: 1,
    at: now,
    versions: { hilo: version, electron, chrome, node },
    system: {
      platform: process.platform,
      release: release()
        .replaceAll(/[^A-Za-z0-9_.:/+-]/g, '-')
        .slice(0, 80),
      arch: process.arch,
      memoryMb: Math.round(totalmem() / 2 ** 20),
      cores: cpus().length,
    },
    settings: {
      language: settings.language,
      theme: settings.theme,
      letterKeys: settings.letterKeys,
      changedKeys: Object.keys(settings.keys).length,
    },
    desk: {
      phase: state.phase,
      demo: isReady && state.demo,
      centre: isReady && state.server !== null,
      role: isReady ? state.person.role : null,
    },
    store: storeFigures.safeParse(figures?.store).data ?? null,
    sync: syncFigures.safeParse(figures?.sync).data ?? null,
    log,
    logLeftOut: written.length - log.length,
  } satisfies Diagnostics);
}

function lastLines(path: string): string[] {
  try {
    return readFileSync(path, 'utf8').trimEnd().split(/\r?\n/).slice(-mostLines);
  } catch {
    return [];
  }
}
