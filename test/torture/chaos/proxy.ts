import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net';

/** What a network does to one connection. Bytes count from its beginning, of the direction from the server to the desk. */
export type Trouble =
  | { kind: 'none' }
  /** Every piece comes later, by a random time up to `most` ms; the order stays, as TCP's does. */
  | { kind: 'latency'; most: number }
  /** The connection is reset when so many bytes of the answer went through. */
  | { kind: 'reset'; afterBytes: number }
  /** Nothing goes through any more, and nobody is told. */
  | { kind: 'blackhole'; afterBytes: number }
  /** One side's end of sending is told to the other and its answers are thrown away. */
  | { kind: 'half-close'; afterBytes: number };

export type ChaosProxy = {
  port: number;
  /** Asked once for every new connection. */
  setTrouble(choose: () => Trouble): void;
  /** How often each kind really happened to a connection (a reset after more bytes than came did not). */
  counts(): Readonly<Record<Trouble['kind'], number>>;
  /** Cuts every open connection. */
  cutAll(): void;
  /** Nothing goes through any open connection any more, and nobody is told. */
  deafenAll(): void;
  close(): Promise<void>;
};

/** A TCP proxy on the loopback address in front of `target`, for tests of what a network does. `dice`: from 0 to below 1. */
export async function openChaosProxy(target: number, dice: () => number): Promise<ChaosProxy> {
  const counts: Record<Trouble['kind'], number> = {
    none: 0,
    latency: 0,
    reset: 0,
    blackhole: 0,
    'half-close': 0,
  };
  const open = new Set<Socket>();
  let choose: () => Trouble = () => ({ kind: 'none' });

  const server: Server = createServer((desk) => {
    const trouble = choose();
    const centre = connect(target, '127.0.0.1');
    for (const socket of [desk, centre]) {
      open.add(socket);
      socket.on('error', () => socket.destroy());
      socket.on('close', () => open.delete(socket));
    }
    desk.on('close', () => centre.destroy());
    if (trouble.kind === 'none' || trouble.kind === 'latency') counts[trouble.kind] += 1;
    carry(desk, centre, trouble.kind === 'latency' ? trouble.most : 0, dice);
    answer(centre, desk, trouble, dice, () => {
      counts[trouble.kind] += 1;
    });
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));

  return {
    port: (server.address() as AddressInfo).port,
    setTrouble: (next) => {
      choose = next;
    },
    counts: () => counts,
    cutAll: () => {
      for (const socket of open) socket.resetAndDestroy();
    },
    deafenAll: () => {
      for (const socket of open) socket.removeAllListeners('data').removeAllListeners('end').resume();
    },
    close: () => {
      for (const socket of open) socket.destroy();
      return new Promise((closed) => server.close(() => closed()));
    },
  };
}

/** From one to the other, each piece after a random time, in order. */
function carry(from: Socket, to: Socket, most: number, dice: () => number): void {
  let before: Promise<void> = Promise.resolve();
  const later = (work: () => void) => {
    const wait = most === 0 ? null : new Promise<void>((over) => setTimeout(over, dice() * most));
    before = before.then(() => wait ?? undefined).then(work);
  };
  from.on('data', (piece) => later(() => void to.write(piece)));
  from.on('end', () => later(() => to.end()));
}

/** The server's answers to the desk, until the trouble begins. `happened` is called when it does. */
function answer(from: Socket, to: Socket, trouble: Trouble, dice: () => number, happened: () => void): void {
  if (trouble.kind === 'none' || trouble.kind === 'latency') {
    carry(from, to, trouble.kind === 'latency' ? trouble.most : 0, dice);
    return;
  }
  let room = trouble.afterBytes;
  let begun = false;
  from.on('data', (piece) => {
    if (begun) return;
    if (piece.length <= room) {
      room -= piece.length;
      to.write(piece);
      return;
    }
    begun = true;
    happened();
    if (room > 0) to.write(piece.subarray(0, room));
    if (trouble.kind === 'reset') {
      to.resetAndDestroy();
      from.destroy();
    } else if (trouble.kind === 'half-close') {
      to.end();
    }
  });
  from.on('end', () => {
    if (!begun) to.end();
  });
}
