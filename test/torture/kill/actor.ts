import { type ChildProcess, spawn } from 'node:child_process';

/** See there. */
const keepCompiled = new URL('keep-compiled.ts', import.meta.url).href;

/** What a process is doing when it is killed; it says so itself, on lines `phase NAME`. */
export type Phase = 'append' | 'push' | 'pull' | 'apply' | 'snapshot' | 'migrate' | 'serve' | 'idle';

/** A real process of the run that may be killed at any moment and started again. */
export type Actor = {
  name: string;
  /** Commands that it said were answered, in all its lives. */
  answered: Set<string>;
  phase(): Phase;
  /** Starts it; resolves when it says its first line that matches, rejects when it ends before. */
  start(ready: RegExp): Promise<string>;
  /** Resolves when it says a line that matches. */
  says(pattern: RegExp): Promise<string>;
  send(line: string): void;
  /** SIGKILL; resolves when it is gone. */
  kill(): Promise<void>;
  /** What it last said, for whoever has to find out why it ended. */
  lastWords(): string;
};

/** `args` after the program's own: a script and its arguments. */
export function actor(name: string, args: readonly string[], env: NodeJS.ProcessEnv): Actor {
  const answered = new Set<string>();
  let child: ChildProcess | null = null;
  let phase: Phase = 'idle';
  let words: string[] = [];
  const waiting = new Set<(line: string) => void>();

  function hear(line: string): void {
    words = [...words.slice(-20), line];
    if (line.startsWith('answered ')) answered.add(line.slice(9));
    else if (line.startsWith('phase ')) phase = line.slice(6) as Phase;
    for (const look of waiting) look(line);
  }

  function says(pattern: RegExp): Promise<string> {
    const own = child;
    return new Promise((found, failed) => {
      const over = (what: string) => {
        done();
        failed(new Error(`${name} ${what} before it said ${pattern}: ${words.join(' / ')}`));
      };
      const ended = () => over('ended');
      const timer = setTimeout(() => over('went on for two minutes'), 120_000);
      const look = (line: string) => {
        if (!pattern.test(line)) return;
        done();
        found(line);
      };
      const done = () => {
        clearTimeout(timer);
        waiting.delete(look);
        own?.off('exit', ended);
      };
      waiting.add(look);
      own?.once('exit', ended);
    });
  }

  return {
    name,
    answered,
    phase: () => phase,
    says,
    async start(ready) {
      phase = 'idle';
      const own = spawn(process.execPath, ['--import', keepCompiled, ...args], {
        env,
        stdio: ['pipe', 'pipe', 'pipe'],
      });
      child = own;
      for (const stream of [own.stdout, own.stderr]) {
        let rest = '';
        stream.setEncoding('utf8').on('data', (text: string) => {
          const lines = (rest + text).split('\n');
          rest = lines.pop() ?? '';
          if (child === own) lines.forEach(hear);
        });
      }
      own.stdin.on('error', () => undefined);
      return says(ready);
    },
    send: (line) => void child?.stdin?.write(`${line}\n`),
    kill: () =>
      new Promise((gone) => {
        if (!child || child.exitCode !== null || child.signalCode !== null) return gone();
        child.once('close', () => gone());
        child.kill('SIGKILL');
      }),
    lastWords: () => words.join('\n'),
  };
}
