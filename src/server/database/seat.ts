import pg from 'pg';
import { locks } from './locks.ts';
import { connectionOf } from './pool.ts';

/** A connection that stays: as long as it lasts, its process counts as one that works here. Makes accounts and database if missing. */
export async function takeSeat(superuserUrl: string, password: string): Promise<pg.Client> {
  const patient = { lock_timeout: '60s', statement_timeout: '0', transaction_timeout: '0' };
  const seat = new pg.Client(connectionOf(superuserUrl, patient));
  // A broken seat costs nothing but that another process may stop the server.
  seat.on('error', () => undefined);
  try {
    await seat.connect();
    await seat.query('SELECT pg_advisory_lock($1)', [locks.setUp]);
    await furnish(seat, password);
    await seat.query('SELECT pg_advisory_lock_shared($1)', [locks.seat]);
    await seat.query('SELECT pg_advisory_unlock($1)', [locks.setUp]);
    return seat;
  } catch (error) {
    await seat.end().catch(() => undefined);
    throw error;
  }
}

async function furnish(seat: pg.Client, password: string): Promise<void> {
  for (const role of ['hilo', 'hilo_app']) {
    const { rowCount } = await seat.query('SELECT FROM pg_roles WHERE rolname = $1', [role]);
    if (rowCount === 0)
      await seat.query(`CREATE ROLE ${role} LOGIN PASSWORD ${seat.escapeLiteral(password)}`);
  }
  const { rows } = await seat.query<{ base: boolean }>(
    `SELECT EXISTS (SELECT FROM pg_database WHERE datname = 'hilo') AS base`,
  );
  if (!rows[0]?.base) await seat.query('CREATE DATABASE hilo OWNER hilo');
}

/** Whether nobody else has a seat. Who finds that keeps the others out until the server has stopped. */
export async function leaveSeat(seat: pg.Client): Promise<boolean> {
  try {
    await seat.query('SELECT pg_advisory_unlock_shared($1)', [locks.seat]);
    const { rows } = await seat.query<{ alone: boolean }>('SELECT pg_try_advisory_lock($1) AS alone', [
      locks.seat,
    ]);
    if (rows[0]?.alone) return true;
    await seat.end();
    return false;
  } catch {
    // The server is gone already.
    return false;
  }
}
