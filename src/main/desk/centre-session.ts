import { type Session, session } from 'electron';

/** For everything that main asks of the centre itself. Not the page's, whose requests are locked; kept in memory only. */
export const centreSession = (): Session => session.fromPartition('centre', { cache: false });
