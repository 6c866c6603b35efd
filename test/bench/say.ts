/** Tells a person how far something long has come. `done` counts from the beginning of the whole. */
export function meter(what: string, total: number, first = 0): (done: number) => void {
  const began = performance.now();
  let last = 0;
  return (done) => {
    const now = performance.now();
    const every = process.stderr.isTTY ? 200 : 10_000;
    if (done < total && now - last < every) return;
    last = now;
    const seconds = (now - began) / 1_000;
    const rate = (done - first) / Math.max(seconds, 0.001);
    const left = Math.ceil((total - done) / Math.max(rate, 1));
    const text = `${what}: ${done.toLocaleString('en')} of ${total.toLocaleString('en')}, ${Math.round(rate).toLocaleString('en')} a second, ${left} s left`;
    process.stderr.write(
      process.stderr.isTTY ? `\r\u001B[K${text}${done >= total ? '\n' : ''}` : `${text}\n`,
    );
  };
}
