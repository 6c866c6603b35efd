import { type DestinationStream, destination, type Level, type Logger, pino } from 'pino';

/**
 * The fields that a log may have, and what they may look like. Everything else is dropped: no body, query, login, name, number, token
 * or text of a customer can get into a log by somebody's carelessness.
 */
const allowed: ReadonlyMap<string, RegExp> = new Map([
  ['ref', /^[\w-]{1,64}$/],
  ['route', /^[\w/:.*-]{1,100}$/],
  ['method', /^[A-Z]{3,7}$/],
  ['code', /^[\w.-]{1,64}$/],
  ['what', /^[\w.-]{1,64}$/],
  ['team', /^[\w.-]{1,64}$/],
  ['device', /^[0-9a-f-]{36}$/],
  ['epoch', /^[\w.]{1,64}$/],
  ['address', /^[\w.:[\]/-]{1,100}$/],
]);

/** What is being said, as a code: `exchange-failed`. A sentence may hold anything and is not written. */
const codeOf = /^[a-z][a-z0-9-]{1,60}$/;

/** pino's number. */
const warn = 40;

/**
 * Structured lines of JSON on the standard error: when, how important, a code, and allowed fields; numbers are always allowed.
 * Of an error come its class, its code and the places of its stack, never its message: messages quote what they choke on.
 */
export function logOf(
  level: Level | 'silent',
  to: DestinationStream = destination({ fd: 2, sync: true }),
): Logger {
  const log = pino(
    {
      level,
      base: { pid: process.pid },
      timestamp: () => `,"at":${Date.now()}`,
      formatters: { level: (label) => ({ level: label }) },
      serializers: { req: () => undefined, res: () => undefined, err: (error: unknown) => error },
      hooks: {
        logMethod(args: unknown[], method, level) {
          const [first, second] = args;
          const said = typeof first === 'string' ? first : second;
          const fields = fieldsOf(first instanceof Error ? { err: first } : first);
          const code = typeof said === 'string' && codeOf.test(said) ? said : null;
          // A library's small talk: nothing of it may be written.
          if (code === null && Object.keys(fields).length === 0 && level < warn) return;
          method.call(this, fields, code ?? 'said');
        },
      },
    },
    to,
  );
  // Fields that a child adds to all its lines pass no hook.
  const { child } = log;
  return Object.assign(log, {
    child(this: Logger, fields: object, options?: object) {
      return whenItSpeaks(() => child.call(this, fieldsOf(fields), options));
    },
  });
}

/** Every request has a logger of its own, and hardly one says anything: it is made with the first word. */
function whenItSpeaks<L extends object>(make: () => L): L {
  let made: L | null = null;
  const real = (): L => {
    made ??= make();
    return made;
  };
  // A child of it has it as its prototype: what pino sets of the child is the child's, or the fields of every request would stay.
  const whose = (receiver: unknown): unknown => (receiver === lazy ? real() : receiver);
  const lazy: L = new Proxy({} as L, {
    get: (_, name, receiver) => Reflect.get(real(), name, whose(receiver)),
    set: (_, name, value, receiver) => Reflect.set(real(), name, value, whose(receiver)),
  });
  return lazy;
}

function fieldsOf(fields: unknown): object {
  if (typeof fields !== 'object' || fields === null) return {};
  const kept: { [name: string]: unknown } = {};
  for (const [name, value] of Object.entries(fields)) {
    if (typeof value === 'number' || typeof value === 'boolean') kept[name] = value;
    else if (name === 'err' || name === 'error') kept.error = errorOf(value);
    else if (typeof value === 'string' && allowed.get(name)?.test(value)) kept[name] = value;
  }
  return kept;
}

type Told = { class: string; code?: string; at?: string[]; cause?: Told };

/** `at`: where in the program, from the innermost call outwards. */
function errorOf(error: unknown, depth = 0): Told {
  if (!(error instanceof Error)) return { class: typeof error };
  const { code } = error as { code?: unknown };
  const { message, stack = '' } = error;
  // The message stands before the places, and may look like them.
  const at = stack
    .slice(Math.max(0, stack.indexOf(message)) + message.length)
    .split('\n')
    .filter((line) => /^ {4}at .*:\d+:\d+\)?$/.test(line))
    .slice(0, 12)
    .map((line) => line.trim().replaceAll(/(?:file:\/\/)?[^\s(]*\/(?=(?:src|node_modules|test)\/)/g, ''));
  return {
    class: error.constructor.name,
    ...(typeof code === 'string' && /^[\w-]{1,64}$/.test(code) ? { code } : {}),
    ...(at.length > 0 ? { at } : {}),
    ...(error.cause !== undefined && depth < 3 ? { cause: errorOf(error.cause, depth + 1) } : {}),
  };
}
