import type { Language } from '#shared/settings.ts';

const english = {
  file: 'File',
  quit: 'Quit Hilo',
  edit: 'Edit',
  undo: 'Undo',
  redo: 'Redo',
  cut: 'Cut',
  copy: 'Copy',
  paste: 'Paste',
  selectAll: 'Select all',
  view: 'View',
  larger: 'Larger',
  smaller: 'Smaller',
  normalSize: 'Normal size',
  fullScreen: 'Full screen',
  ringing: 'A call is ringing.',
  unlock: 'unlock Hilo',
  ordersFile: "The shop's file with orders",
  mappingFile: 'The mapping of its columns (JSON)',
  badServer: (address: string) =>
    `“${address}” is no address of a centre. It begins with https://, or with http:// only where the centre runs on this machine. Start Hilo again with --server and the address that your IT gives you.`,
  crash: (ref: string) =>
    `Hilo has stopped because of a fault. What you had saved and what you were typing is kept. Start Hilo again; if it happens again, tell support this reference: ${ref}`,
};
export type DesktopWords = typeof english;

const spanish: DesktopWords = {
  file: 'Archivo',
  quit: 'Salir de Hilo',
  edit: 'Editar',
  undo: 'Deshacer',
  redo: 'Rehacer',
  cut: 'Cortar',
  copy: 'Copiar',
  paste: 'Pegar',
  selectAll: 'Seleccionar todo',
  view: 'Ver',
  larger: 'Más grande',
  smaller: 'Más pequeño',
  normalSize: 'Tamaño normal',
  fullScreen: 'Pantalla completa',
  ringing: 'Está entrando una llamada.',
  unlock: 'desbloquear Hilo',
  ordersFile: 'El archivo de la tienda con los pedidos',
  mappingFile: 'La correspondencia de sus columnas (JSON)',
  badServer: (address) =>
    `«${address}» no es la dirección de una central. Empieza por https://, o por http:// solo si la central funciona aquí mismo. Inicie Hilo de nuevo con --server y la dirección que le dé su departamento de sistemas.`,
  crash: (ref) =>
    `Hilo se ha detenido por un fallo. Lo que guardó y lo que estaba escribiendo se conserva. Abra Hilo otra vez; si vuelve a ocurrir, dé a soporte esta referencia: ${ref}`,
};

/** The few words that are not on the page: menu, notification, crash. */
export const wordsOf = (language: Language): DesktopWords => (language === 'en' ? english : spanish);
