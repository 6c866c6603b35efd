import { Menu, type MenuItemConstructorOptions } from 'electron';
import type { Language } from '#shared/settings.ts';
import { wordsOf } from '../words.ts';

/** The whole menu: what a text field and a screen need. Everything else of Hilo is on the page and in its palette. */
export const setMenu = (language: Language): void => {
  const words = wordsOf(language);
  const quit: MenuItemConstructorOptions = { role: 'quit', label: words.quit };
  const template: MenuItemConstructorOptions[] = [
    // On macOS the first menu bears the application's name whatever its label says.
    { label: process.platform === 'darwin' ? 'Hilo' : words.file, submenu: [quit] },
    {
      label: words.edit,
      submenu: [
        { role: 'undo', label: words.undo },
        { role: 'redo', label: words.redo },
        { type: 'separator' },
        { role: 'cut', label: words.cut },
        { role: 'copy', label: words.copy },
        { role: 'paste', label: words.paste },
        { role: 'selectAll', label: words.selectAll },
      ],
    },
    {
      label: words.view,
      submenu: [
        { role: 'zoomIn', label: words.larger },
        { role: 'zoomOut', label: words.smaller },
        { role: 'resetZoom', label: words.normalSize },
        { type: 'separator' },
        { role: 'togglefullscreen', label: words.fullScreen },
      ],
    },
  ];
  Menu.setApplicationMenu(Menu.buildFromTemplate(template));
};
