import type { StoryRow } from './rows.ts';

/** Pixels of a line of an entry's text, of an entry without one, and of a day's heading: story.module.css. */
const px = { line: 20.3, bare: 38, day: 35, noteFrame: 6 };
/** Letters that a line of the centre mostly holds. */
const letters = 88;

/**
 * How high a row will be, px, before it was measured. Where this is right nothing is laid out a second time: so it is exact for rows
 * that are one line (in a wide enough window), and near for texts.
 */
export function heightGuess(row: StoryRow | undefined): number {
  if (row === undefined) return px.bare;
  if (row.row === 'day') return px.day;
  const { entry } = row;
  const text = 'text' in entry ? entry.text : null;
  if (!text) return px.bare;
  const lines = text
    .split('\n')
    .reduce((sum, line) => sum + Math.max(1, Math.ceil(line.length / letters)), 0);
  return Math.round(px.bare + lines * px.line + (entry.kind === 'note' ? px.noteFrame : 0));
}
