/**
 * Gives each call of the bridge values that no screen of ours would. Runs in the page. Returns the calls that were answered with anything
 * but a fault (or with a yes), by call and value; a value that cannot even be sent is refused before.
 */
export const offerAll = async (): Promise<{ asked: number; wrong: string[] }> => {
  const circle: { self?: unknown } = {};
  circle.self = circle;
  const deep = (levels: number): unknown => (levels === 0 ? 1 : { view: deep(levels - 1) });
  const polluted = JSON.parse('{"__proto__":{"admin":true},"view":"queue","ask":"state","file":"begin"}');
  const getter = {
    get view() {
      throw new Error('a getter was called');
    },
  };
  const values: [string, unknown][] = [
    ['nothing', undefined],
    ['null', null],
    ['a number', 7],
    ['no number', Number.NaN],
    ['a big number', 7n],
    ['a yes', true],
    ['an empty text', ''],
    ['a channel', 'news'],
    ['a huge text', 'x'.repeat(2_000_000)],
    ['half of a character', '\ud800'],
    ['an empty list', []],
    ['a long list', Array.from({ length: 100_000 }, () => null)],
    ['a list of lists', [[[[[[]]]]]]],
    ['an empty object', {}],
    ['a prototype', polluted],
    ['a list of prototypes', [polluted]],
    ['a constructor', { view: { constructor: { prototype: { admin: true } } } }],
    ['a well', deep(500)],
    ['a circle', circle],
    ['a getter', getter],
    ['a symbol', Symbol('view')],
    ['a symbol inside', { view: Symbol.iterator }],
    ['a function', () => 'queue'],
    ['a function inside', { view: () => 'queue' }],
    ['a promise', Promise.resolve({ view: 'queue' })],
    ['a date', new Date(0)],
    ['a map', new Map([['view', 'queue']])],
    ['an error', new Error('queue')],
    ['bytes', new Uint8Array(1_000_000)],
    ['an element', document.body],
    ['the window', window],
    ['SQL', { view: "queue'; DROP TABLE event; --" }],
    ['one word too many', { view: 'queue', sql: 'SELECT 1' }],
    ['a type of its own', [{ type: 'sql', customerId: 'c1', caseId: null, data: 'DROP TABLE event' }]],
  ];
  const calls: { [name: string]: (value: never) => unknown } = {
    command: (value) => window.hilo.command(value),
    view: (value) => window.hilo.view(value),
    file: (value) => window.hilo.file(value),
    session: (value) => window.hilo.session(value),
    admin: (value) => window.hilo.admin(value),
    draft: (value) => window.hilo.draft(value, value),
    'text of a draft': (value) => window.hilo.draft('note c1', value),
    on: (value) => window.hilo.on(value),
  };
  /** What may be kept as a draft, or listens without hearing what nobody says. */
  const allowed = (call: string, name: string): boolean =>
    (call === 'on' && name === 'a function') ||
    (call === 'text of a draft' &&
      ['null', 'an empty text', 'a channel', 'half of a character'].includes(name)) ||
    (call === 'draft' && ['a channel', 'half of a character'].includes(name));
  const wrong: string[] = [];
  let asked = 0;
  for (const [call, ask] of Object.entries(calls)) {
    for (const [name, value] of values) {
      asked += 1;
      let came: unknown = 'nothing';
      try {
        came = await Promise.race([
          ask(value as never),
          new Promise((done) => setTimeout(() => done('no answer'), 4000)),
        ]);
      } catch {
        // It could not be sent.
        continue;
      }
      const { ok, fault } = (came ?? {}) as { ok?: boolean; fault?: { code: string; what: string } };
      const isFault =
        ok === false &&
        ['bad-input', 'retry'].includes(fault?.code ?? '') &&
        (fault?.what.length ?? 999) < 200;
      if (!isFault && !allowed(call, name))
        wrong.push(`${call} of ${name}: ${JSON.stringify(came)?.slice(0, 120)}`);
    }
  }
  if ('admin' in {}) wrong.push('the prototype of everything was changed');
  return { asked, wrong };
};
