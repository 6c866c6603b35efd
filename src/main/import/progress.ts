import { Presets, SingleBar } from 'cli-progress';

export type Progress = { at: (done: number, total: number | null) => void; stop: () => void };

/** Progress for a person at a terminal: one bar that moves. */
const bar = (label: string, stream: NodeJS.WriteStream): Progress => {
  const single = new SingleBar(
    {
      format: `${label} [{bar}] {percentage}% {value}/{total} {eta_formatted}`,
      stream,
      clearOnComplete: false,
    },
    Presets.shades_classic,
  );
  let state: 'new' | 'moving' | 'stopped' = 'new';
  return {
    at: (done, total) => {
      if (total === null || state === 'stopped') return;
      if (state === 'new') single.start(total, done);
      else single.update(done);
      state = 'moving';
    },
    // Once and for good: a bar that is drawn again would cover the sentence below it.
    stop: () => {
      if (state === 'moving') single.stop();
      state = 'stopped';
    },
  };
};

/** Progress for a log: one line each ten per cent. */
export const lines = (label: string, write: (line: string) => void): Progress => {
  let said = -1;
  return {
    at: (done, total) => {
      const tenth = total === null || total === 0 ? 0 : Math.min(10, Math.floor((done / total) * 10));
      if (tenth <= said) return;
      said = tenth;
      write(`${label}: ${tenth * 10} %\n`);
    },
    stop: () => undefined,
  };
};

/** Shows how far an import is, on the error stream: the standard one carries the report alone. */
export const showProgress = (label: string, stream: NodeJS.WriteStream): Progress =>
  stream.isTTY ? bar(label, stream) : lines(label, (line) => stream.write(line));
