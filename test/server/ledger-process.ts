import { buildApp } from '#server/app.ts';
import { openClock } from '#server/database/clock.ts';
import { openEar } from '#server/database/ear.ts';
import { openPool } from '#server/database/pool.ts';
import { openSigning } from '#server/identity/signing.ts';
import { exchangeRoutes } from '#server/ledger/exchange.ts';
import { openLedger } from '#server/ledger/ledger.ts';
import { pokeRoutes } from '#server/ledger/pokes.ts';
import { signedInByHeader } from './header.ts';

// The ledger's part of a server as a process of its own: forked with the database's address, it sends the port on which it listens, and
// ends with whoever forked it. A second argument: so many ms the clock of its machine is ahead.
const [url = '', ahead = '0'] = process.argv.slice(2);
const theirs = Date.now;
Date.now = () => theirs() + Number(ahead);
const failed = (error: unknown): void => console.error(error);
const pool = openPool(url);
const { now } = await openClock(pool, failed);
const ear = await openEar(url, failed);
const ledger = await openLedger({ pool, ear, now, signing: await openSigning(pool), failed });
const app = buildApp();
exchangeRoutes(app, { pool, ledger, signedIn: signedInByHeader, now });
pokeRoutes(app, { heads: ledger.heads, signedIn: signedInByHeader, stillAllowed: (who) => who });
await app.listen({ port: 0, host: '127.0.0.1' });
const address = app.server.address();
process.send?.({ port: typeof address === 'object' ? address?.port : 0 });
process.on('disconnect', () => process.exit(0));
