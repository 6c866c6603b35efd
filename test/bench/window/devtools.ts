import { z } from 'zod';

const message = z.object({
  id: z.int().optional(),
  method: z.string().optional(),
  params: z.record(z.string(), z.unknown()).optional(),
  result: z.unknown().optional(),
  error: z.object({ message: z.string() }).optional(),
});

const attached = z.object({
  sessionId: z.string(),
  targetInfo: z.object({ type: z.string() }),
});
const evaluated = z.object({
  result: z.object({ value: z.unknown().optional() }),
  exceptionDetails: z.object({ text: z.string() }).optional(),
});

const patience = 30_000;

/** A page under Chromium's own protocol, without a driver beside it: https://chromedevtools.github.io/devtools-protocol/ */
export type DevtoolsPage = {
  /** Runs an expression in the page and returns its value (awaited), as JSON. @throws Error when it throws. */
  evaluate(expression: string): Promise<unknown>;
  close(): void;
};

/**
 * Connects to a browser that was started with `--remote-debugging-port` and puts `script` into its first page: before the page's
 * own scripts where the line is there in time, else as soon as it is. The script may run twice.
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
  const sendAll = (sessionId: string, ...all: [method: string, params: object][]) =>
    Promise.all(all.map(([method, params]) => send(method, params, sessionId)));
  await new Promise<void>((resolve, reject) => {
    socket.addEventListener('open', () => resolve(), { once: true });
    socket.addEventListener('error', () => reject(new Error('no line to the browser')), { once: true });
  });
  const session = new Promise<string>((resolve, reject) => {
    const alarm = setTimeout(() => reject(new Error('no page came to the line')), patience);
    socket.addEventListener('close', () => {
      clearTimeout(alarm);
      const gone = new Error('the browser went away');
      reject(gone);
      for (const waiting of open.values()) waiting.reject(gone);
      open.clear();
    });
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
        const into = target.sessionId;
        // A page that was faster has no new document to come: it gets the script now.
        const ready = page
          ? sendAll(
              into,
              ['Page.enable', {}],
              ['Page.addScriptToEvaluateOnNewDocument', { source: script }],
            ).then(() =>
              // Without a document yet there is nothing to catch up with.
              send('Runtime.evaluate', { expression: script }, into).catch(() => undefined),
            )
          : Promise.resolve();
        void send('Runtime.runIfWaitingForDebugger', {}, into).catch(() => undefined);
        void ready.then(() => {
          if (!page) return;
          clearTimeout(alarm);
          resolve(into);
        }, reject);
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
