import { randomUUID } from 'node:crypto';
import { type Fault, FaultError } from '#shared/fault.ts';
import type { StoreTrouble } from '#shared/session/state.ts';

/** A store that cannot be used as it lies there. Nothing is deleted or replaced on the way to this. */
export class StoreTroubleError extends Error {
  readonly trouble: StoreTrouble;
  constructor(trouble: StoreTrouble, what: string, options?: ErrorOptions) {
    super(what, options);
    this.name = 'StoreTroubleError';
    this.trouble = trouble;
  }
}

function sqliteCode(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  return typeof code === 'string' && code.startsWith('SQLITE_') ? code : '';
}

/**
 * What an error of SQLite means for the store, or null when it says nothing about the file.
 * An authenticated page that was changed reads as NOTADB (page 1), CORRUPT or IOERR_DATA.
 */
export function troubleOf(error: unknown): StoreTrouble | null {
  if (error instanceof StoreTroubleError) return error.trouble;
  const code = sqliteCode(error);
  if (code === 'SQLITE_FULL' || code === 'SQLITE_IOERR_WRITE') return 'disk-full';
  if (code === 'SQLITE_NOTADB' || code.startsWith('SQLITE_CORRUPT') || code === 'SQLITE_IOERR_DATA')
    return 'damaged';
  if (code.startsWith('SQLITE_IOERR') || code === 'SQLITE_PROTOCOL') return 'damaged';
  return null;
}

/** Errors of SQLite that are of the data: a row that is there already, a value of the wrong kind, one that is too big. */
const ofData = /^SQLITE_(CONSTRAINT|MISMATCH|TOOBIG|RANGE)/;

/** Whether an error is the store's own (a full disk, a damaged page), and not of what was to be written. */
export function isStores(error: unknown): boolean {
  const code = sqliteCode(error);
  return error instanceof StoreTroubleError || (code !== '' && !ofData.test(code));
}

/** The fault that a caller is answered with. The text of an unknown error stays here: it may quote a customer. */
export function faultOf(error: unknown): Fault {
  const ref = newRef();
  if (error instanceof FaultError) return { code: error.code, what: error.message, ref };
  const trouble = troubleOf(error);
  if (trouble === 'disk-full') return { code: 'disk-full', what: 'the disk is full', ref };
  if (trouble) return { code: 'store-trouble', what: trouble, ref };
  const code = sqliteCode(error);
  if (code === 'SQLITE_BUSY') return { code: 'retry', what: 'the store is busy', ref };
  const name = error instanceof Error ? error.name : typeof error;
  return { code: 'internal', what: code || name, ref };
}

/** What ties what a person is told to a line of the log. */
export const newRef = (): string => randomUUID().slice(0, 8);
