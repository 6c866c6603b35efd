import { z } from 'zod';

const message = z.object({
  id: z.int().optional(),
  method: z.string().optional(),
  params: z.record(z.string(), z.unknown()).optional(),
  result: z.unknown(),
  error: z.object({ message: z.string() }).optional(),
});

const attached = z.object({
  sessionId: z.string(),
  targetInfo: z.object({ type: z.string() }),
});
const evaluated = z.object({
  result: z.object({ value: z.unknown() }),
  exceptionDetails: z.object({ text: z.string() }).optional(),
});

/** A page under Chromium's own protocol, without a driver beside it: https://chromedevtools.github.io/devtools-protocol/ */
export type DevtoolsPage = {
  /** Runs an expression in the page and returns its value (awaited), as JSON. @throws Error when it throws. */
  evaluate(expression: string): Promise<unknown>;
  close(): void;
};

/**
 * Connects to a browser that was started with `--remote-debugging-port` and holds its first page until `script` is in it: the
 * script runs before anything of the page does.
 * @param address the `ws://…/devtools/browser/…` that Chromium prints.
 */
export async function firstPage(address: string, script: string): Promise<DevtoolsPage> {
  const socket = new WebSocket(address);
  const open = new Map<number, { resolve: (value: unknown) => void; reject: (error: Error) => void }>();
  let lastId = 0;
  const send = (method: string, params: object = {}, sessionId?: string): Promise<unknown> =>
    new Promise((resolve, reject) => {
      lastId += 1;
      open.set(lastId, { resolve, reject });
      socket.send(JSON.stringify({ id: lastId, method, params, ...(sessionId ? { sessionId } : {}) }));
    });
  await new Promise<void>((resolve, reject) => {
    socket.addEventListener('open', () => resolve(), { once: true });
    socket.addEventListener('error', () => reject(new Error('no line to the browser')), { once: true });
  });
  const session = new Promise<string>((resolve) => {
    socket.addEventListener('message', ({ data }) => {
      const { id, method, params, result, error } = message.parse(JSON.parse(String(data)));
      if (id !== undefined) {
        const waiting = open.get(id);
        open.delete(id);
        if (error) waiting?.reject(new Error(error.message));
        else waiting?.resolve(result);
      } else if (method === 'Target.attachedToTarget') {
        const target = attached.parse(params);
        const page = target.targetInfo.type === 'page';
        const ready = page
          ? send('Page.addScriptToEvaluateOnNewDocument', { source: script }, target.sessionId)
          : Promise.resolve();
        void ready
          .then(() => send('Runtime.runIfWaitingForDebugger', {}, target.sessionId))
          .then(() => page && resolve(target.sessionId))
          .catch(() => undefined);
      }
    });
  });
  await send('Target.setAutoAttach', { autoAttach: true, waitForDebuggerOnStart: true, flatten: true });
  const sessionId = await session;
  return {
    async evaluate(expression) {
      const answer = evaluated.parse(
        await send('Runtime.evaluate', { expression, awaitPromise: true, returnByValue: true }, sessionId),
      );
      if (answer.exceptionDetails) throw new Error(answer.exceptionDetails.text);
      return answer.result.value;
    },
    close: () => socket.close(),
  };
}
