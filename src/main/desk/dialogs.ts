import { join } from 'node:path';
import { app, type BrowserWindow, dialog } from 'electron';

/** Asks the person where to save; null: nowhere. `name`: of the file, with its ending. */
export const whereToSave = async (window: BrowserWindow, name: string): Promise<string | null> => {
  const { canceled, filePath } = await dialog.showSaveDialog(window, {
    defaultPath: join(app.getPath('downloads'), name),
  });
  return canceled || filePath === '' ? null : filePath;
};

/** Asks the person for a file that is there; null: none. */
export const chooseFile = async (window: BrowserWindow, title: string): Promise<string | null> => {
  const { canceled, filePaths } = await dialog.showOpenDialog(window, { title, properties: ['openFile'] });
  return canceled ? null : (filePaths[0] ?? null);
};
