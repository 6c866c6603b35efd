import { join } from 'node:path';
import log from 'electron-log/node.js';
import { type Log, logLine } from './log.ts';

/**
 * Writes to `logs/main.log` in Hilo's own folder (1 MB, one older file kept). electron-log's Node half is used on
 * purpose: it catches nothing by itself and opens no channel to the page, so that `log.ts` is the only way in.
 */
export const openLog = (folder: string): Log => {
  const logger = log.create({ logId: 'hilo' });
  logger.transports.file.resolvePathFn = () => join(folder, 'logs', 'main.log');
  logger.transports.file.maxSize = 1024 * 1024;
  logger.transports.console.level = false;
  return (code, fields) => logger.info(logLine(code, fields));
};
