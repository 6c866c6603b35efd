/**
 * Goes before a process's own script. What Node has compiled is written down when a process ends by itself, and those of this run are
 * killed: they write it down a moment after they began, once, and all later lives begin in half the time.
 */
import { flushCompileCache } from 'node:module';

setTimeout(flushCompileCache, 1500).unref();
