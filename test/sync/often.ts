/** How often each must have happened in 10,000 histories at least, or the run has proved little. */
const least: Readonly<Record<string, number>> = {
  'answer twice': 1000,
  'chunk of a first fill': 1000,
  'clock jump': 250,
  'cut answer': 1000,
  'desk copied back': 2000,
  'desk killed in a verb': 1500,
  'event of a newer kind': 2000,
  'late answer': 1000,
  'late commit': 750,
  'late page': 50,
  'lost answer': 2000,
  'page other': 250,
  'page shifted': 250,
  'page short': 250,
  'request that waits for others': 750,
  'request twice': 2000,
  'server killed': 750,
  'team left': 1000,
  'unreadable command': 250,
  fork: 2000,
  'page without words': 2000,
  restore: 4000,
  'somebody away': 1500,
  'somebody back': 500,
};

/** What happened too seldom in so many histories. */
export function tooFew(counts: ReadonlyMap<string, number>, runs: number): string[] {
  return Object.entries(least).flatMap(([what, times]) => {
    const seen = counts.get(what) ?? 0;
    return seen < Math.floor((times * runs) / 10_000) ? `only ${seen} times: ${what}` : [];
  });
}
