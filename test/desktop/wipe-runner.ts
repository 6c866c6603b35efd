/**
 * Ends a store and is killed at its nth call of the file system, to be finished by whoever starts next. Arguments: Hilo's folder, the
 * server, the person, the order's device and nonce, and n.
 */
import { argv } from 'node:process';
import { peopleHere } from '../../src/main/person/people-here.ts';
import { wipesIn } from '../../src/main/person/wipe.ts';
import { atCall } from './wipe-at-call.ts';

const [home = '', server = '', id = '', device = '', nonce = '', last = ''] = argv.slice(2);
const wipes = wipesIn(home, peopleHere(home), Date.now);
atCall(Number(last), () => process.kill(process.pid, 'SIGKILL'));
await wipes.run({ server, id, device, nonce, handed: 3, lost: 0 }, () => Promise.resolve());
