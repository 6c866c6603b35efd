import { accessSync, constants, statSync } from 'node:fs';
import type { ImportOptions } from './options.ts';
import type { ImportWords } from './words.ts';

/** What keeps a path from being read as a file; null: nothing. */
const trouble = (path: string): 'unreadable' | 'folder' | null => {
  try {
    accessSync(path, constants.R_OK);
    return statSync(path).isDirectory() ? 'folder' : null;
  } catch {
    return 'unreadable';
  }
};

/** The sentence about the first of the files named that cannot be read, or null where all can. */
export const whyUnreadable = (
  { file, mapping }: Pick<ImportOptions, 'file' | 'mapping'>,
  words: ImportWords,
): string | null => {
  const ofFile = trouble(file);
  if (ofFile !== null) return words[ofFile];
  const ofMapping = mapping === null ? null : trouble(mapping);
  if (ofMapping === null) return null;
  return ofMapping === 'folder' ? words.mappingFolder : words.mappingUnreadable;
};
