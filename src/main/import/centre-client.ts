import { createReadStream } from 'node:fs';
import { readFile, stat } from 'node:fs/promises';
import { hostname } from 'node:os';
import { basename } from 'node:path';
import { centreHeader, heardProblem, type SignedIn, signedIn } from '#shared/sync/identity.ts';
import { type ImportView, importView, mappingHeader } from '#shared/sync/import.ts';
import { signInAnswer } from '#shared/sync/second-factor.ts';
import type { ImportOptions } from './options.ts';

/** Why the centre did not do what was asked. */
export type CentreTrouble =
  | 'wrong'
  | 'notAllowed'
  | 'unreachable'
  | 'notCentre'
  | 'certificate'
  | 'tooLarge'
  | 'noCode'
  | 'unready'
  | 'badToken'
  | 'other';

/** `sentence`, `ref`: the centre's own, where it said any. */
export class CentreError extends Error {
  readonly trouble: CentreTrouble;
  readonly ref: string | null;
  constructor(trouble: CentreTrouble, sentence = '', ref: string | null = null, options?: ErrorOptions) {
    super(sentence, options);
    this.trouble = trouble;
    this.ref = ref;
  }
}

export type CentreClient = {
  /** A program's token, instead of signing in. */
  withProgram(token: string): void;
  /** `askCode`: for a code of the person's app, where the centre wants one; null: there is nobody to ask. */
  signIn(login: string, password: string, askCode: () => Promise<string | null>): Promise<void>;
  /** Sends the file. `sent` hears of bytes. Once all are sent the centre goes on, also when `signal` aborts. */
  send(
    options: ImportOptions,
    language: 'es' | 'en',
    sent: (done: number, total: number) => void,
    signal: AbortSignal,
  ): Promise<ImportView>;
  see(id: string): Promise<ImportView>;
  cancel(id: string): Promise<ImportView>;
  signOut(): Promise<void>;
};

const codes: { [code: string]: CentreTrouble } = {
  'sign-in': 'wrong',
  'not-allowed': 'notAllowed',
  'too-large': 'tooLarge',
  busy: 'unreachable',
};

/** A centre, as far as an import needs it. Every call throws CentreError, or AbortError where there is a signal. */
export function centreClient(server: URL): CentreClient {
  let session: SignedIn | null = null;
  let program: string | null = null;

  async function ask(method: string, path: string, init: RequestInit = {}): Promise<unknown> {
    const url = new URL(path, server.href.endsWith('/') ? server : `${server.href}/`);
    const answer = await fetch(url, { redirect: 'error', ...init, method }).catch((error: unknown) => {
      if (init.signal?.aborted) throw error;
      throw new CentreError(isCertificate(error) ? 'certificate' : 'unreachable', '', null, { cause: error });
    });
    if (answer.headers.get(centreHeader) === null) throw new CentreError('notCentre');
    if (answer.status === 204) return null;
    const body: unknown = await answer.json();
    if (answer.ok) return body;
    const said = heardProblem.parse(body);
    const trouble = codes[said.code] ?? 'other';
    throw new CentreError(
      program !== null && trouble === 'wrong' ? 'badToken' : trouble,
      said.sentence,
      said.ref,
    );
  }

  const json = (body: unknown): RequestInit => ({
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  const withToken = (): { authorization: string } => ({
    authorization: `Bearer ${program ?? session?.token ?? ''}`,
  });

  /** Tokens are short and an import may be long. */
  async function askSignedIn(method: string, path: string): Promise<unknown> {
    try {
      return await ask(method, path, { headers: withToken() });
    } catch (error) {
      if (!(error instanceof CentreError) || error.trouble !== 'wrong' || session === null) throw error;
      const { device, refresh } = session;
      session = signedIn.parse(await ask('POST', 'refresh', json({ device, refresh })));
      return ask(method, path, { headers: withToken() });
    }
  }

  return {
    withProgram(token) {
      program = token.trim();
    },
    async signIn(login, password, askCode) {
      const machine = { device: null, deviceName: `import, ${hostname()}`.slice(0, 200) };
      const answer = signInAnswer.parse(await ask('POST', 'sign-in', json({ login, password, ...machine })));
      if (!('needs' in answer)) {
        session = answer;
        return;
      }
      // An app is set up in Hilo's window, where its picture can be seen.
      const code = answer.needs === 'code' ? await askCode() : null;
      if (code === null) throw new CentreError(answer.needs === 'code' ? 'noCode' : 'unready');
      const body = { slip: answer.slip, code: code.trim(), ...machine };
      session = signedIn.parse(await ask('POST', 'sign-in/second-factor', json(body)));
    },
    async send(options, language, sent, signal) {
      const { file, from, mapping, zone, country, shop } = options;
      const given = Object.entries({ zone, country, shop }).filter(
        (pair): pair is [string, string] => pair[1] !== null,
      );
      const query = new URLSearchParams([
        ['file', basename(file)],
        ['from', from],
        ['language', language],
        ...given,
      ]);
      const { size } = await stat(file);
      const init: RequestInit & { duplex: 'half' } = {
        duplex: 'half',
        signal,
        headers: {
          ...withToken(),
          'content-type': 'application/octet-stream',
          ...(mapping === null ? {} : { [mappingHeader]: (await readFile(mapping)).toString('base64') }),
        },
        body: counted(file, (done) => sent(done, size)),
      };
      return importView.parse(await ask('POST', `imports?${query}`, init));
    },
    see: async (id) => importView.parse(await askSignedIn('GET', `imports/${id}`)),
    cancel: async (id) => importView.parse(await askSignedIn('DELETE', `imports/${id}`)),
    async signOut() {
      if (session !== null) await askSignedIn('POST', 'sign-out');
    },
  };
}

async function* counted(file: string, sent: (done: number) => void): AsyncGenerator<Buffer> {
  let done = 0;
  for await (const chunk of createReadStream(file) as AsyncIterable<Buffer>) {
    yield chunk;
    done += chunk.length;
    sent(done);
  }
}

/** Node names them after OpenSSL: https://nodejs.org/api/tls.html#x509-certificate-error-codes */
function isCertificate(error: unknown): boolean {
  const cause = error instanceof Error ? error.cause : null;
  const code = cause instanceof Error && 'code' in cause ? String(cause.code) : '';
  return /CERT|^UNABLE_TO_|^ERR_TLS_/.test(code);
}
