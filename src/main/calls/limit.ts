/**
 * At most `most` times in any `span` (ms). The function it returns is asked with the present time (ms) each time and
 * says whether this one is allowed; one that is refused does not count.
 */
export const limit = (most: number, span: number): ((now: number) => boolean) => {
  const times: number[] = [];
  return (now) => {
    while (times[0] !== undefined && times[0] <= now - span) times.shift();
    if (times.length >= most) return false;
    times.push(now);
    return true;
  };
};
