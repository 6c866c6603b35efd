/** A text somebody wrote, on one line and cut to what a glance takes in. */
export function shortened(text: string, most = 80): string {
  const line = text.replace(/\s+/gu, ' ').trim();
  const letters = Array.from(line);
  return letters.length <= most
    ? line
    : `${letters
        .slice(0, most - 1)
        .join('')
        .replace(/[\s,;:]+$/u, '')}…`;
}
