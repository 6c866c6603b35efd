import { randomBytes } from 'node:crypto';
import { BrowserWindow, session } from 'electron';
import { leadNowhere } from './locks.ts';

/** A4 with margins of about 2 cm, in inches as Chromium takes them. */
const margins = { top: 0.8, bottom: 0.8, left: 0.8, right: 0.8 };

/**
 * A letter as a PDF. The text is a customer's and an agent's: it is laid out as text in a window of its own that runs no script, loads
 * nothing, has no preload, no session of anybody's and no way to a network.
 */
export const letterPdf = async (letter: {
  title: string;
  text: string;
  language: string;
}): Promise<Buffer> => {
  const own = session.fromPartition(`letter-${randomBytes(8).toString('hex')}`, { cache: false });
  await leadNowhere(own);
  const window = new BrowserWindow({
    show: false,
    webPreferences: {
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      javascript: false,
      session: own,
    },
  });
  try {
    const html = Buffer.from(letterHtml(letter), 'utf8').toString('base64');
    await window.loadURL(`data:text/html;charset=utf-8;base64,${html}`);
    return await window.webContents.printToPDF({ pageSize: 'A4', margins, generateTaggedPDF: true });
  } finally {
    window.destroy();
  }
};

export const letterHtml = ({ title, text, language }: Parameters<typeof letterPdf>[0]): string =>
  [
    '<!doctype html>',
    `<html lang="${escaped(language)}">`,
    '<meta charset="utf-8">',
    `<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">`,
    `<title>${escaped(title)}</title>`,
    '<style>body{font:12pt/1.5 serif;white-space:pre-wrap;overflow-wrap:anywhere}h1{font-size:13pt}</style>',
    `<h1>${escaped(title)}</h1>`,
    `<div dir="auto">${escaped(text)}</div>`,
    '</html>',
  ].join('');

const signs: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };
const escaped = (text: string): string => text.replaceAll(/[&<>"']/g, (sign) => signs[sign] ?? '');
