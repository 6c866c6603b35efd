/** Sends the same request again and again over connections that are kept open, one at a time on each, and counts good answers. */
import { connect } from 'node:net';

export type Load = { port: number; connections: number; ms: number; token: string; body: string };
export type Loaded = { count: number; failed: number; seconds: number };

const headEnd = Buffer.from('\r\n\r\n');

/** One connection until the time is over. */
function ask(
  port: number,
  request: string,
  isOver: () => boolean,
): Promise<{ count: number; failed: number }> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    socket.setNoDelay(true);
    let [count, failed] = [0, 0];
    let rest: Buffer = Buffer.alloc(0);
    const end = (more: number) => {
      socket.destroy();
      resolve({ count, failed: failed + more });
    };
    socket.on('connect', () => socket.write(request));
    socket.on('error', () => end(1));
    socket.on('data', (part) => {
      rest = rest.length === 0 ? part : Buffer.concat([rest, part]);
      const head = rest.indexOf(headEnd);
      if (head < 0) return;
      const text = rest.toString('latin1', 0, head);
      const length = Number(/\r\ncontent-length: (\d+)/i.exec(text)?.[1] ?? 0);
      if (rest.length < head + headEnd.length + length) return;
      rest = rest.subarray(head + headEnd.length + length);
      if (text.startsWith('HTTP/1.1 200 ')) count += 1;
      else failed += 1;
      if (isOver()) end(0);
      else socket.write(request);
    });
  });
}

async function run({ port, connections, ms, token, body }: Load): Promise<Loaded> {
  const head = [
    'POST /exchange HTTP/1.1',
    `host: 127.0.0.1:${port}`,
    `authorization: Bearer ${token}`,
    'accept: application/zstd, application/json',
    'content-type: application/json',
    `content-length: ${Buffer.byteLength(body)}`,
  ];
  const request = `${head.join('\r\n')}\r\n\r\n${body}`;
  const began = performance.now();
  const isOver = () => performance.now() - began > ms;
  const all = await Promise.all(Array.from({ length: connections }, () => ask(port, request, isOver)));
  const seconds = (performance.now() - began) / 1000;
  const sum = (of: (one: { count: number; failed: number }) => number) =>
    all.reduce((total, one) => total + of(one), 0);
  return { count: sum(({ count }) => count), failed: sum(({ failed }) => failed), seconds };
}

process.on('message', (load: Load) => void run(load).then((loaded) => process.send?.(loaded)));
process.on('disconnect', () => process.exit(0));
