import { Socket } from 'node:net';

/** The sockets to the database of one process, over which its pools ask. */
export type Lines = {
  /** pg's `stream`: a new socket, which is remembered for as long as it is open. */
  stream(): Socket;
  /**
   * Ends all of them: what waits for an answer on one fails at once, and is asked again on a new one. For a database that went away without a
   * word: its machine lost its power, or a firewall its memory. A socket with something on its way gives up after a quarter of an hour only
   * (tcp(7), tcp_retries2), and no limit of the database's own counts for one that does not reach it.
   */
  cut(): void;
};

export function openLines(): Lines {
  const open = new Set<Socket>();
  return {
    stream() {
      const socket = new Socket();
      open.add(socket);
      socket.on('close', () => open.delete(socket));
      return socket;
    },
    cut() {
      for (const socket of open) socket.destroy();
    },
  };
}
