import type { ImportReport } from '../sync/import.ts';
import type { SignInTrouble } from './sign-in.ts';

/**
 * Why an import came to nothing: what is in the `file`, or that it (or its mapping) cannot be read here, is larger than the centre
 * takes, or is not this person's to bring; or the centre cannot be reached.
 */
export type ImportTrouble = SignInTrouble | 'file' | 'unreadable' | 'mapping' | 'too-large' | 'not-allowed';

/** An import of a shop's file at the centre, as the admin sees it. `done` and `total` in bytes; orders while `publishing`. */
export type ImportState =
  | { state: 'none' }
  | { state: 'sending' | 'reading' | 'publishing'; file: string; done: number; total: number | null }
  | { state: 'cancelled'; file: string }
  /** `sentence`: the centre's about the `file`, in the language of this desk. */
  | { state: 'failed'; file: string; what: ImportTrouble; sentence: string | null; ref: string }
  | { state: 'done'; file: string; report: ImportReport };
